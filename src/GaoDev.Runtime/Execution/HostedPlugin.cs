using GaoDev.Permissions;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;

namespace GaoDev.Runtime.Execution;

/// <summary>One plugin as it is to be run: what it is, its files, its settings. Immutable.</summary>
/// <param name="Manifest">What the plugin's assembly declares.</param>
/// <param name="Assets">Its files.</param>
/// <param name="Configuration">The provider's settings.</param>
/// <param name="WorkingDirectory">The folder that relative paths are taken from, absolute.</param>
/// <param name="Environment">Variables that the plugin was granted, with their values.</param>
internal sealed record HostedPlugin(
    ProviderManifest Manifest,
    PluginAssets Assets,
    ProviderConfiguration Configuration,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What the user granted.</summary>
    public IReadOnlyList<Permission> Granted { get; init; } = [];

    /// <summary>Whether it is confined to what was granted. Only the user's word for this one plugin says no.</summary>
    public bool IsConfined { get; init; } = true;

    /// <summary>The provider's name, which names the plugin in messages.</summary>
    public string Name => Manifest.Metadata.Name;
}
