namespace GaoDev.Plugins.Loading;

/// <summary>
/// The files of one plugin, chosen for this machine at installation, so that loading looks names up and searches
/// nothing. All paths are absolute. Immutable.
/// </summary>
/// <param name="EntryAssembly">Simple name of the assembly that holds the provider; a key of <paramref name="Managed"/>.</param>
/// <param name="Managed">Managed assemblies by simple name.</param>
/// <param name="Native">Native libraries by file name.</param>
/// <param name="Satellites">Satellite assemblies by culture, then by simple name.</param>
internal sealed record PluginAssets(
    string EntryAssembly,
    IReadOnlyDictionary<string, string> Managed,
    IReadOnlyDictionary<string, string> Native,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Satellites);
