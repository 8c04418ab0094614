namespace GaoDev.Generators.Scanning;

/// <summary>A using directive with an alias: its name, and the last name of what it stands for.</summary>
internal sealed record UsingAlias(string Name, string Target);
