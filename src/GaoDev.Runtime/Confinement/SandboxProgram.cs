namespace GaoDev.Runtime.Confinement;

/// <summary>A program that a sandbox shows, with what it needs to run. Immutable.</summary>
/// <param name="Name">What it is called by.</param>
/// <param name="Path">The file itself, absolute, without a link in it.</param>
/// <param name="Needs">Further files and folders: what interprets it, the package that it is part of.</param>
internal sealed record SandboxProgram(string Name, string Path, IReadOnlyList<string> Needs);
