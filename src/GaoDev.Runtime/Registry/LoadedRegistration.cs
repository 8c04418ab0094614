using System.Diagnostics.CodeAnalysis;
using GaoDev.Plugins;
using GaoDev.Plugins.Activation;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Packages.Local;

namespace GaoDev.Runtime.Registry;

/// <summary>
/// A provider that the application loads from a file into its own process. Each instance comes in a collectible load context
/// of its own, so that nothing of it is left once it is disposed.
/// </summary>
[RequiresUnreferencedCode("Loads assemblies that are not known when the application is trimmed.")]
internal sealed class LoadedRegistration : ProviderRegistration
{
    private readonly string file;
    private readonly ProviderManifest manifest;
    private readonly InProcessContexts contexts;

    private LoadedRegistration(string file, ProviderManifest manifest)
        : base(manifest.Metadata.Name, ProviderOrigin.Code)
    {
        this.file = file;
        this.manifest = manifest;
        contexts = new(Name);
    }

    public override ProviderMetadata Metadata => manifest.Metadata;

    public override Type? ProviderType => null;

    /// <summary>The providers that an assembly declares, in order of name. Reads metadata and runs nothing.</summary>
    /// <exception cref="PluginException">The file is no such assembly, or this application cannot load one.</exception>
    public static IReadOnlyList<LoadedRegistration> Read(string file)
    {
        if (AppContext.GetData("FX_DEPS_FILE") is null)
        {
            throw new PluginException(
                PluginErrorCode.LoadFailed, $"{file} cannot be loaded: this application carries its own framework.", "Publish it as framework-dependent, or install the provider, which then runs in a process of its own.", file);
        }

        IReadOnlyList<ProviderManifest> manifests = ManifestReader.Read(file);
        return manifests.Count > 0
            ? [.. manifests.Select(manifest => new LoadedRegistration(file, manifest))]
            : throw new PluginException(PluginErrorCode.NotAProvider, $"{file} declares no provider.", "Name the assembly that holds the class with [ProviderPlugin].", file);
    }

    public override async ValueTask<IAgentProvider> CreateAsync(ProviderConstruction construction, CancellationToken cancellationToken)
    {
        PluginAssets assets = LinkedPlugin.FindAssets(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file));
        return new LoadedProvider(await PluginActivator.ActivateAsync(
            assets, manifest.EntryType, Name, contexts.Create(construction), isCollectible: true, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>As the file is by now.</summary>
    public override ProviderRegistration Renew() => Read(file).FirstOrDefault(provider => string.Equals(provider.Name, Name, StringComparison.OrdinalIgnoreCase))
        ?? throw new PluginException(PluginErrorCode.NotAProvider, $"{file} no longer declares '{Name}'.", "Build it, or unregister it.", Name);

    public override ValueTask UnloadAsync(CancellationToken cancellationToken)
    {
        contexts.Close();
        return ValueTask.CompletedTask;
    }
}
