using Microsoft.CodeAnalysis;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>What compiling a program gave: what was said, the assembly where nothing was an error, and the assemblies that it references.</summary>
internal sealed record CorpusResult(IReadOnlyList<Diagnostic> Diagnostics, byte[]? Image, IReadOnlyDictionary<string, byte[]> References);
