namespace GaoDev.Generators.Models;

/// <summary>What all providers of a project share.</summary>
/// <param name="EntryNamespace">The namespace of generated entry types, the assembly's own.</param>
/// <param name="Version">The package's version, as SemVer 2.</param>
internal sealed record ProjectModel(string EntryNamespace, string Version);
