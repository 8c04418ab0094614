using Microsoft.CodeAnalysis;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>What compiling a program gave: what was said, the assembly where nothing was an error, the assemblies that it references, and the providers that an application registers.</summary>
internal sealed record CorpusResult(IReadOnlyList<Diagnostic> Diagnostics, byte[]? Image, IReadOnlyDictionary<string, byte[]> References, IReadOnlyList<string> Registered);
