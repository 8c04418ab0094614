using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Discovery;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Local;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;
using GaoDev.Runtime.Registry;
using GaoDev.Runtime.Selection;
using GaoDev.Runtime.Validation;

namespace GaoDev.Runtime;

/// <summary>
/// The plugins of a user and a project: finds, lists and registers them, and installs and removes packages. Opening it
/// reads metadata and runs no plugin; a broken plugin is listed as broken and stops nothing. Thread-safe for reading;
/// installing and removing take turns, across processes too. Runs in the application's or the tool's process.
/// </summary>
public sealed partial class ProviderPluginManager
{
    private const string PluginsFolderName = "plugins";

    private readonly ProviderPluginManagerOptions options;
    private readonly ProviderConfigurationResolver configurations;
    private readonly IReadOnlyList<ConfigurationFile> files;
    private readonly PluginLimits limits;
    private readonly List<ProviderPluginInfo> plugins = [];

    private ProviderPluginManager(ProviderPluginManagerOptions options, IReadOnlyList<ConfigurationFile> files)
    {
        this.options = options;
        this.files = files;
        configurations = new(Environment.GetEnvironmentVariable, files);
        limits = ReadLimits(options, files);
        Selection = SelectionSettings.Read(files);
        DefaultProvider = files.Select(file => file.DefaultProvider).FirstOrDefault(name => name is not null);
        Factory = new(configurations, options.Loggers, options.Time);
        Store = PluginStore.Open(options.HomeDirectory);
        ProjectStore = options.ProjectDirectory is null ? null : Packages.Store.ProjectStore.Open(options.HomeDirectory, options.ProjectDirectory);
    }

    /// <summary>The providers that can be used, to make one from.</summary>
    public ProviderFactory Factory { get; }

    /// <summary>The provider of a task that names none, or null.</summary>
    public string? DefaultProvider { get; }

    /// <summary>How providers are chosen for a task that names none, or null where no chain is configured.</summary>
    public ProviderSelection? Selection { get; }

    /// <summary>What is installed for the user.</summary>
    internal PluginStore Store { get; }

    /// <summary>What is installed for the project, or null where there is none.</summary>
    internal PluginStore? ProjectStore { get; }

    /// <summary>Finds what there is and registers what can run.</summary>
    /// <exception cref="PluginException">The lock file or a configuration file is not valid.</exception>
    public static ProviderPluginManager Open(ProviderPluginManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProviderPluginManager manager = new(options, ReadConfiguration(options));
        manager.RegisterInProcess();
        if (manager.files.Any(file => file.PluginsEnabled == false))
        {
            return manager;
        }

        manager.LifeCycle.DisableFromStart(manager.files.SelectMany(file => file.DisabledPlugins));
        if (manager.ProjectStore is { } project)
        {
            manager.RegisterInstalled(project, ProviderOrigin.Project);
        }

        manager.RegisterInstalled(manager.Store, ProviderOrigin.User);
        manager.plugins.AddRange(PluginFolder.Discover(Path.Combine(options.HomeDirectory, PluginsFolderName), ProviderOrigin.User));
        if (options.ProjectDirectory is not null)
        {
            manager.plugins.AddRange(PluginFolder.Discover(Path.Combine(options.ProjectDirectory, PluginsFolderName), ProviderOrigin.Project));
        }

        return manager;
    }

    /// <summary>Every provider, untrusted and broken ones included, in order of name.</summary>
    public IReadOnlyList<ProviderPluginInfo> ListProviders() => [.. Known().OrderBy(plugin => plugin.Name, StringComparer.Ordinal)];

    /// <summary>One provider; where several have the name, the one that runs.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public ProviderPluginInfo GetProvider(string name) =>
        Known(name)
            .OrderBy(plugin => plugin.Status)
            .FirstOrDefault()
        ?? throw new ProviderNotFoundException(name, [.. ListProviders().Select(plugin => plugin.Name)]);

    /// <summary>One provider that may run.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    /// <exception cref="PluginException">It is untrusted or broken.</exception>
    public ProviderPluginInfo GetRunnableProvider(string name)
    {
        ProviderPluginInfo provider = GetProvider(name);
        return provider.Status switch
        {
            ProviderStatus.Untrusted => throw Untrusted(provider),
            ProviderStatus.Broken => throw new PluginException(PluginErrorCode.LoadFailed, $"'{provider.Name}' is broken: {provider.Problem}", "Install it again, or uninstall it.", provider.Name),
            ProviderStatus.Disabled => throw Disabled(provider),
            _ => provider,
        };
    }

    /// <summary>Checks an installed provider: its files, its manifest, its settings. Runs nothing of it.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    internal IReadOnlyList<ValidationCheck> Validate(string name)
    {
        ProviderPluginInfo info = GetProvider(name);
        if (info.Package is null || FindInstalled(info.Name) is not { } installed)
        {
            return new ProviderValidator(Store, configurations).Validate(info, null);
        }

        return new ProviderValidator(installed.Store, configurations).Validate(info, installed.Plugin);
    }

    /// <summary>Refuses a name that only a plugin has which somebody put into a plugins folder.</summary>
    /// <exception cref="PluginException">It is not installed, so that it can be neither granted anything nor changed.</exception>
    internal void RefuseUntrusted(string name)
    {
        if (Known(name).FirstOrDefault(provider => provider.Status == ProviderStatus.Untrusted) is { } provider)
        {
            throw Untrusted(provider);
        }
    }

    /// <summary>Where a provider or package is installed: in the project, or else for the user; null where it is not.</summary>
    internal (PluginStore Store, InstalledPlugin Plugin)? FindInstalled(string name)
    {
        foreach (PluginStore? store in (PluginStore?[])[ProjectStore, Store])
        {
            if (store is not null && InstalledNames.TryFind(new PluginLock(store.Read()), name) is { } plugin)
            {
                return (store, plugin);
            }
        }

        return null;
    }

    /// <summary>The providers that are there for a task that names none, in the order in which they are asked; none where no chain is configured.</summary>
    internal IReadOnlyList<string> FindChain() => Selection is null ? [] : ProviderChain.Find(
        DefaultProvider is null ? Selection.Chain : [DefaultProvider, .. Selection.Chain],
        Factory.ListProviders());

    /// <summary>A provider's settings as its next instance will have them.</summary>
    /// <exception cref="ProviderConfigurationException">One is missing, unknown or malformed.</exception>
    internal ProviderConfiguration ResolveConfiguration(ProviderMetadata metadata) => configurations.Resolve(metadata, ProviderConfiguration.Empty);

    private static PluginException Untrusted(ProviderPluginInfo provider) => new(
        PluginErrorCode.NotTrusted,
        $"'{provider.Name}' in {provider.Location} is untrusted: it was put there and not installed, so it has no permissions and does not run.",
        $"gao-dev plugins install-provider {provider.Location} shows what it asks for, and installs it.",
        provider.Name);

    private static IReadOnlyList<ConfigurationFile> ReadConfiguration(ProviderPluginManagerOptions options)
    {
        ConfigurationFile? project = options.ProjectDirectory is null
            ? null
            : ConfigurationFile.Read(Path.Combine(options.ProjectDirectory, "gao-dev.yaml"), isProject: true);
        ConfigurationFile? user = ConfigurationFile.Read(Path.Combine(options.HomeDirectory, "config.yaml"), isProject: false);
        return [.. new[] { project, user }.OfType<ConfigurationFile>()];
    }

    private static PluginLimits ReadLimits(ProviderPluginManagerOptions options, IReadOnlyList<ConfigurationFile> files)
    {
        PluginLimits limits = new();
        foreach (ConfigurationFile file in files)
        {
            limits = file.Limits.Aggregate(limits, (current, limit) => LimitSettings.Set(current, limit.Key, limit.Value, file.Path));
        }

        return options.Limits?.Invoke(limits) ?? limits;
    }

    private void RegisterInProcess()
    {
        GaoDevBuilder builder = new(options.ProvidersAreBuiltIn ? ProviderOrigin.BuiltIn : ProviderOrigin.Referenced);
        options.Providers(builder);
        Factory.ReportsContent = builder.ReportsContent;
        foreach (ProviderRegistration registration in builder.Registrations)
        {
            Factory.Register(registration);
            LifeCycle.Add(registration);
        }
    }

    private void RegisterInstalled(PluginStore store, ProviderOrigin origin)
    {
        HostOptions host = new()
        {
            HostPath = options.HostPath,
            StateDirectory = options.HomeDirectory,
            Grace = options.CancellationGrace,
            TimeProvider = options.Time,
            Limits = limits,
        };
        HostedProviderFactory hosts = new(host, options.Loggers);
        foreach (InstalledPlugin plugin in store.Read())
        {
            foreach (InstalledProvider provider in plugin.Providers)
            {
                // What the project brings stands before what the user has of that name.
                if (plugins.Exists(other => other.Package is not null && string.Equals(other.Name, provider.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }

                plugins.Add(RegisterInstalled(store, plugin, provider, hosts) with
                {
                    Origin = origin,
                    Package = plugin.Link is null ? $"{plugin.PackageId} {plugin.Version}" : $"{plugin.PackageId}, linked to {plugin.Link}",
                    Location = plugin.Link ?? store.Layout.PathOf(plugin.Entry),
                    Granted = provider.Granted,
                    Publisher = plugin.Closure.FirstOrDefault(package => package.Id == plugin.PackageId)?.Signer?.Subject,
                });
                if (plugin.State == PluginState.Disabled)
                {
                    LifeCycle.DisableFromStart([provider.Name]);
                }
            }
        }
    }

    private ProviderPluginInfo RegisterInstalled(PluginStore store, InstalledPlugin plugin, InstalledProvider provider, HostedProviderFactory hosts)
    {
        try
        {
            RequireApproval(plugin, provider);
            ProviderManifest manifest = plugin.Link is null ? provider.ReadManifest() : LinkedPlugin.ReadManifest(plugin.Link, provider);
            PluginAssets assets = plugin.Link is null ? store.GetAssets(plugin, provider) : LinkedPlugin.FindAssets(plugin.Link, provider);
            RequireFiles(provider, assets);
            Factory.Register(new InstalledRegistration(manifest, assets, provider.Granted, isConfined: !plugin.Unconfined, hosts, () => Claim(store, plugin)));
            return Describe(manifest.Metadata, ProviderOrigin.User, plugin.Unconfined ? ProviderConfinement.Unconfined : ProviderConfinement.Confined);
        }
        catch (Exception exception) when (exception is PluginException or ProviderException)
        {
            return new()
            {
                Name = provider.Name,
                Origin = ProviderOrigin.User,
                Status = ProviderStatus.Broken,
                Problem = exception.Message,
                Confinement = ProviderConfinement.NotRun,
            };
        }
    }

    // What is linked is expected to change; that is what it is for.
    private static void Claim(PluginStore store, InstalledPlugin plugin)
    {
        if (plugin.Link is null)
        {
            store.Claim(plugin);
        }
    }

    // An approval is for the bytes, the version and the manifest that were shown.
    private static void RequireApproval(InstalledPlugin plugin, InstalledProvider provider)
    {
        if (plugin.Trust.Binding != ApprovalBinding.Of(plugin))
        {
            throw new PluginException(PluginErrorCode.ContentChanged, "what was approved is not what the lock file says.", "Install the plugin again.", provider.Name);
        }
    }

    // Listing looks whether they are there; that they are the same is checked before they run.
    private static void RequireFiles(InstalledProvider provider, PluginAssets assets)
    {
        string entry = assets.Managed[assets.EntryAssembly];
        if (!File.Exists(entry))
        {
            throw new PluginException(PluginErrorCode.ContentChanged, $"{Path.GetFileName(entry)} is missing.", "Install the plugin again.", provider.Name);
        }
    }

    private ProviderPluginInfo Describe(ProviderMetadata metadata, ProviderOrigin origin, ProviderConfinement confinement)
    {
        IReadOnlyList<ProviderOptionMetadata> missing = configurations.FindMissing(metadata);
        string? problem = missing.Count > 0
            ? $"needs {string.Join(", ", missing.Select(option => option.Environment ?? option.Name))}"
            : RequiredTool.FindProblem(metadata, configurations);
        return new()
        {
            Name = metadata.Name,
            Origin = origin,
            Confinement = confinement,
            Metadata = metadata,
            Status = problem is null ? ProviderStatus.Ready : ProviderStatus.NeedsConfiguration,
            Problem = problem,
        };
    }
}
