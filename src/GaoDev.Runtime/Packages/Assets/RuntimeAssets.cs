namespace GaoDev.Runtime.Packages.Assets;

/// <summary>What a plugin needs when it runs, by name; paths are relative to its store entry, with <c>/</c>. Immutable.</summary>
/// <param name="Managed">Assemblies by simple name.</param>
/// <param name="Native">Native libraries by file name.</param>
/// <param name="Satellites">Satellite assemblies by culture, then by simple name.</param>
internal sealed record RuntimeAssets(
    IReadOnlyDictionary<string, string> Managed,
    IReadOnlyDictionary<string, string> Native,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Satellites);
