namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>One file of a program; where <paramref name="Assembly"/> is given, one of an assembly that the program references.</summary>
internal sealed record CorpusFile(string Name, string? Assembly, string Text);
