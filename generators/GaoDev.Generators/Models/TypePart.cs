namespace GaoDev.Generators.Models;

/// <summary>One step of a partial declaration: <paramref name="Keyword"/> is <c>class</c>, <c>record struct</c> and so on, <paramref name="Name"/> is escaped.</summary>
internal sealed record TypePart(string Keyword, string Name);
