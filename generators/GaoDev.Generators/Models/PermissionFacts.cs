namespace GaoDev.Generators.Models;

/// <summary>One declared permission. <paramref name="Kind"/> is the manifest's name for it; <paramref name="Value"/> is empty where the kind has none.</summary>
internal sealed record PermissionFacts(string Kind, string Value, string? Reason);
