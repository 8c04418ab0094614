using System.Diagnostics.CodeAnalysis;
using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.LifeCycle;
using GaoDev.Runtime.Registry;

namespace GaoDev.Runtime;

/// <content>Registering, loading, disabling, reloading and removing, one provider at a time.</content>
public sealed partial class ProviderPluginManager
{
    private LifeCycleRegistry? lifeCycle;

    private LifeCycleRegistry LifeCycle => LazyInitializer.EnsureInitialized(ref lifeCycle, () => new LifeCycleRegistry(Factory, options));

    /// <summary>Registers a provider that was made by hand or found by the application.</summary>
    /// <param name="plugin">The plugin that makes it.</param>
    /// <param name="name">The name to register it under; its own where it is null.</param>
    /// <param name="allowOverride">Whether it may take the place of one of the same name.</param>
    /// <exception cref="ProviderRegistrationException">It is none, or its name is not kebab-case.</exception>
    /// <exception cref="DuplicateProviderException">The name is taken.</exception>
    public void RegisterProvider(BaseProviderPlugin plugin, string? name = null, bool allowOverride = false)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        InProcessRegistration registration = new(name ?? plugin.Name, ProviderOrigin.Code, () => plugin);
        registration.RequireProvider();
        Factory.Register(registration, allowOverride);
        LifeCycle.Add(registration);
    }

    /// <summary>
    /// Registers the providers of an assembly on disk, as a build leaves it, to run in this process: for what the application's
    /// own author made and trusts as its own code. Nothing confines them; what is a stranger's is installed, and runs confined
    /// in a process of its own. Each instance has a collectible load context, so that once it is disposed, and the provider
    /// unregistered or reloaded, nothing of it is left and the files are free.
    /// </summary>
    /// <param name="assemblyFile">The assembly, with what it brings along beside it. It is read now, and loaded when a provider is made.</param>
    /// <param name="allowOverride">Whether they may take the place of others of the same names.</param>
    /// <returns>The names of the providers.</returns>
    /// <exception cref="PluginException">The file is no assembly that declares providers, or this application cannot load one.</exception>
    /// <exception cref="DuplicateProviderException">A name is taken; those before it, in order of name, are registered.</exception>
    [RequiresUnreferencedCode("Loads assemblies that are not known when the application is trimmed.")]
    public IReadOnlyList<string> RegisterProvidersFrom(string assemblyFile, bool allowOverride = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(assemblyFile);
        IReadOnlyList<LoadedRegistration> found = LoadedRegistration.Read(Path.GetFullPath(assemblyFile));
        foreach (LoadedRegistration registration in found)
        {
            Factory.Register(registration, allowOverride);
            LifeCycle.Add(registration);
        }

        return [.. found.Select(registration => registration.Name)];
    }

    /// <summary>Takes a provider out of the factory and of this list, disposes what is kept of it and unloads its plugin.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public async ValueTask UnregisterProviderAsync(string name, CancellationToken cancellationToken = default)
    {
        ProviderPluginInfo info = GetProvider(name);
        await Factory.UnregisterProviderAsync(name, cancellationToken).ConfigureAwait(false);
        LifeCycle.Remove(info.Name);
        lock (plugins)
        {
            plugins.RemoveAll(plugin => string.Equals(plugin.Name, name, StringComparison.OrdinalIgnoreCase) && plugin.Status is not (ProviderStatus.Untrusted or ProviderStatus.Broken));
        }

        LifeCycle.Report(info.Name, ProviderLifeCycleStep.Unregistered);
    }

    /// <summary>Keeps a provider from being used until it is enabled; what runs goes on. <c>plugins.disabled</c> does so from the start.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public ValueTask DisableProviderAsync(string name) => LifeCycle.DisableAsync(GetProvider(name).Name);

    /// <summary>Lets a provider that was disabled be used again.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public void EnableProvider(string name) => LifeCycle.Enable(GetProvider(name).Name);

    /// <summary>Unloads a provider and registers it anew: the next one that is made is a new instance of a new plugin, or in a new process.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name that can be used.</exception>
    public ValueTask ReloadProviderAsync(string name) => LifeCycle.ReloadAsync(GetProvider(name).Name);

    /// <summary>Makes and initialises one instance of each provider that is ready, so that the first task finds it warm.</summary>
    /// <returns>What came of each, in order of name. One that fails stops no other.</returns>
    public async Task<IReadOnlyList<ProviderLifeCycleEvent>> LoadAllAsync(CancellationToken cancellationToken)
    {
        List<ProviderLifeCycleEvent> events = [];
        foreach (ProviderPluginInfo info in ListProviders())
        {
            events.Add(info.Status == ProviderStatus.Ready
                ? await LifeCycle.LoadAsync(info.Name, cancellationToken).ConfigureAwait(false)
                : new ProviderLifeCycleEvent(info.Name, info.Status == ProviderStatus.Disabled ? ProviderLifeCycleStep.Disabled : ProviderLifeCycleStep.Failed, info.Problem));
        }

        return events;
    }

    /// <summary>Takes every provider that can be used out, as <see cref="UnregisterProviderAsync"/> does.</summary>
    public async ValueTask UnloadAllAsync(CancellationToken cancellationToken = default)
    {
        foreach (string name in ListProviders().Select(info => info.Name).Where(Factory.ProviderExists).Distinct(StringComparer.OrdinalIgnoreCase).ToList())
        {
            await UnregisterProviderAsync(name, cancellationToken).ConfigureAwait(false);
        }
    }

    // Described when it is asked for, so that no plugin is made that nobody asked for; one that cannot be is broken.
    private ProviderPluginInfo DescribeInProcess(ProviderRegistration registration)
    {
        try
        {
            return Describe(registration.Metadata, registration.Origin, ProviderConfinement.InProcess) with { Name = registration.Name };
        }
        catch (Exception exception)
        {
            return new()
            {
                Name = registration.Name,
                Origin = registration.Origin,
                Status = ProviderStatus.Broken,
                Problem = exception.Message,
                Confinement = ProviderConfinement.NotRun,
            };
        }
    }

    private ProviderPluginInfo Judge(ProviderPluginInfo info) => LifeCycle.IsDisabled(info.Name) && info.Status != ProviderStatus.Broken
        ? info with { Status = ProviderStatus.Disabled, Problem = "disabled" }
        : info;

    private IEnumerable<ProviderPluginInfo> Known(string? name = null)
    {
        List<ProviderPluginInfo> listed;
        lock (plugins)
        {
            listed = [.. plugins];
        }

        return listed.Where(info => name is null || string.Equals(info.Name, name, StringComparison.OrdinalIgnoreCase))
            .Concat(LifeCycle.InProcess(name).Select(DescribeInProcess))
            .Select(Judge);
    }

    private static PluginException Disabled(ProviderPluginInfo info) => new(
        PluginErrorCode.ProviderDisabled, $"'{info.Name}' is disabled.", info.Package is null ? "Take it out of plugins.disabled in the configuration." : $"gao-dev plugins enable-provider {info.Name}, or take it out of plugins.disabled in the configuration.", info.Name);
}
