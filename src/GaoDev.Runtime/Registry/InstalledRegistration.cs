using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider of an installed plugin. Each one made is a proxy that speaks to a process of its own.</summary>
internal sealed class InstalledRegistration(ProviderManifest manifest, PluginAssets assets, IReadOnlyList<Permission> granted, bool isConfined, HostedProviderFactory hosts, Action claimFiles)
    : ProviderRegistration(manifest.Metadata.Name, ProviderOrigin.User)
{
    public override ProviderMetadata Metadata => manifest.Metadata;

    public override Type? ProviderType => null;

    public override ValueTask<IAgentProvider> CreateAsync(ProviderConstruction construction, CancellationToken cancellationToken)
    {
        // What was approved is what runs: a file that changed since is refused. From here on the files stay, whatever is
        // updated, uninstalled and collected meanwhile.
        claimFiles();
        return ValueTask.FromResult(hosts.Create(manifest, assets, construction.Configuration, construction.WorkingDirectory, GrantedEnvironment.Read(granted), granted, isConfined));
    }

    public override ValueTask UnloadAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
