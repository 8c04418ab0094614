using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider of an installed plugin. Each one made is a proxy that speaks to a process of its own.</summary>
internal sealed class InstalledRegistration(ProviderManifest manifest, PluginAssets assets, IReadOnlyList<Permission> granted, HostedProviderFactory hosts, Action holdFiles)
    : ProviderRegistration(manifest.Metadata.Name, ProviderOrigin.User)
{
    public override ProviderMetadata Metadata => manifest.Metadata;

    public override Type? ProviderType => null;

    public override ValueTask<IAgentProvider> CreateAsync(ProviderConstruction construction, CancellationToken cancellationToken) => Create(construction);

    public override ValueTask UnloadAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    // From here on its files stay, whatever is updated, uninstalled and collected meanwhile.
    private ValueTask<IAgentProvider> Create(ProviderConstruction construction)
    {
        holdFiles();
        return ValueTask.FromResult(hosts.Create(manifest, assets, construction.Configuration, construction.WorkingDirectory, GrantedEnvironment.Read(granted)));
    }
}
