using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Registry;
using GaoDev.Runtime.Selection;
using GaoDev.Runtime.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Runtime;

/// <summary>
/// The providers of a process by name, ignoring case, and the way to make one. Built-in, referenced, installed and
/// hand-registered providers stand side by side, and nothing of one is loaded until it is asked for. Thread-safe. Runs in
/// the application's or the tool's process.
/// </summary>
public sealed class ProviderFactory
{
    private readonly ConcurrentDictionary<string, ProviderRegistration> registrations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> disabled = new(StringComparer.OrdinalIgnoreCase);
    private readonly ProviderConfigurationResolver configurations;
    private readonly ILoggerFactory loggers;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ProviderCache cache;
    private readonly ModelNames modelNames;

    /// <summary>Whether tasks are reported, and with what was said in them; null where they are not.</summary>
    internal bool? ReportsContent { get; set; }

    /// <summary>How the providers did so far, for those who choose between them.</summary>
    internal ProviderExperience Experience { get; }

    internal ProviderFactory(ProviderConfigurationResolver configurations, ILoggerFactory loggers, TimeProvider time, ProviderCacheOptions? cacheOptions = null)
    {
        this.configurations = configurations;
        this.loggers = loggers;
        this.time = time;
        Experience = new(time);
        logger = loggers.CreateLogger("GaoDev.Runtime.Registry");
        cache = new(cacheOptions ?? new ProviderCacheOptions(), time, logger);
        modelNames = new((cacheOptions ?? new ProviderCacheOptions()).ModelNames);
    }

    /// <summary>Makes a factory without dependency injection.</summary>
    /// <param name="configure">Adds providers, usually by <c>gaodev.AddReferencedProviders()</c>.</param>
    /// <param name="loggers">Where providers log to; nowhere where it is null.</param>
    /// <param name="time">The clock; the system's where it is null.</param>
    /// <param name="cache">The bounds of the instances that <see cref="RentAsync"/> keeps; the usual ones where it is null.</param>
    /// <exception cref="DuplicateProviderException">Two providers have one name.</exception>
    public static ProviderFactory Create(Action<GaoDevBuilder> configure, ILoggerFactory? loggers = null, TimeProvider? time = null, ProviderCacheOptions? cache = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        GaoDevBuilder builder = new();
        configure(builder);
        ProviderFactory factory = new(ProviderConfigurationResolver.FromEnvironment(), loggers ?? NullLoggerFactory.Instance, time ?? TimeProvider.System, cache);
        factory.ReportsContent = builder.ReportsContent;
        foreach (ProviderRegistration registration in builder.Registrations)
        {
            factory.Register(registration);
        }

        return factory;
    }

    /// <summary>The names of all providers, sorted.</summary>
    public IReadOnlyList<string> ListProviders() => [.. registrations.Values.Select(registration => registration.Name).Order(StringComparer.Ordinal)];

    /// <summary>Whether there is a provider of that name.</summary>
    public bool ProviderExists(string name) => registrations.ContainsKey(name);

    /// <summary>What is known of a provider without making one.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public ProviderMetadata GetMetadata(string name) => Find(name).Metadata;

    /// <summary>Where a provider comes from.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public ProviderOrigin GetOrigin(string name) => Find(name).Origin;

    /// <summary>The provider's class, without making an instance; null where it lives in another process.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public Type? GetProviderType(string name) => Find(name).ProviderType;

    /// <summary>The provider's settings as a JSON Schema (2020-12) object, a new one at each call.</summary>
    /// <exception cref="ProviderNotFoundException">There is none of that name.</exception>
    public JsonObject GetConfigurationSchema(string name) => ConfigurationSchema.Write(Find(name).Metadata);

    /// <summary>Registers a provider in code.</summary>
    /// <param name="plugin">The plugin that makes it.</param>
    /// <param name="allowOverride">Whether it may take the place of one of the same name.</param>
    /// <exception cref="ProviderRegistrationException">Its class is no <see cref="IAgentProvider"/>, or its name is no kebab-case.</exception>
    /// <exception cref="DuplicateProviderException">The name is taken and <paramref name="allowOverride"/> is false.</exception>
    public void RegisterProvider(BaseProviderPlugin plugin, bool allowOverride = false)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        string name = plugin.Name;
        InProcessRegistration registration = new(name, ProviderOrigin.Code, () => plugin);
        registration.RequireProvider();
        Register(registration, allowOverride);
    }

    /// <summary>Takes a provider out: its name can be registered again, and the instances that are kept are disposed.</summary>
    /// <remarks>
    /// An instance that is lent is disposed when it comes back, and its plugin is unloaded after that; one that was made by
    /// CreateAsync stays its owner's.
    /// </remarks>
    /// <returns>False where there is none of that name.</returns>
    public async ValueTask<bool> UnregisterProviderAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!registrations.TryRemove(name, out ProviderRegistration? registration))
        {
            return false;
        }

        await RetireAsync(registration).ConfigureAwait(false);
        return true;
    }

    /// <summary>Lends an initialised provider: the same for the same name and settings, while it is kept.</summary>
    /// <param name="name">The provider's name, in any case.</param>
    /// <param name="settings">Settings that win over all others; none where it is null.</param>
    /// <param name="cancellationToken">Gives up waiting; what others wait for goes on.</param>
    /// <returns>The provider, to be given back by disposing the lease.</returns>
    /// <inheritdoc cref="CreateAsync(string, ProviderConfiguration, CancellationToken)" path="/exception"/>
    public ValueTask<ProviderLease> RentAsync(string name, ProviderConfiguration? settings, CancellationToken cancellationToken)
    {
        settings ??= ProviderConfiguration.Empty;
        ProviderRegistration registration = Find(name);
        return cache.RentAsync(
            registration.Name,
            $"{registration.Id}/{ConfigurationKey.Of(settings)}",
            () => CreateAsync(registration, settings, CancellationToken.None).AsTask(),
            cancellationToken);
    }

    /// <summary>The backend's own name for a canonical model name. Asked once for each pair, then remembered.</summary>
    /// <exception cref="ModelNotFoundException">The provider does not have that model.</exception>
    /// <inheritdoc cref="CreateAsync(string, ProviderConfiguration, CancellationToken)" path="/exception"/>
    public async ValueTask<string> TranslateModelNameAsync(string name, string canonicalName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(canonicalName);
        if (modelNames.TryGet(Find(name).Name, canonicalName, out string? known))
        {
            return known!;
        }

        ProviderLease lease = await RentAsync(name, null, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            string translated = lease.Provider.TranslateModelName(canonicalName);
            modelNames.Add(name, canonicalName, translated);
            return translated;
        }
    }

    /// <summary>
    /// Makes one provider of a chain: what fails is tried again or asked of the next provider as the kind of the failure
    /// allows, until something of an answer was shown. Each chain entry is an exact name, or the beginning of one before a
    /// hyphen.
    /// </summary>
    /// <exception cref="ProviderSelectionException">None of the chain is there.</exception>
    /// <exception cref="ArgumentException">Strategies are to be weighed, and none has a weight.</exception>
    public IAgentProvider CreateSelection(ProviderSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (selection.Strategy == SelectionStrategy.Composite && !selection.Weights.Values.Any(weight => weight > 0))
        {
            throw new ArgumentException("No strategy has a weight above zero.", nameof(selection));
        }

        IReadOnlyList<string> chain = ProviderChain.Find(selection.Chain, ListProviders());
        return chain.Count > 0
            ? new SelectedProvider(this, selection, chain, time, logger)
            : throw new ProviderSelectionException($"None of {string.Join(", ", selection.Chain)} is there. Available: {string.Join(", ", ListProviders())}.", []);
    }

    /// <summary>How much is kept at the moment.</summary>
    public ProviderCacheStatistics GetCacheStatistics() => new(cache.Count, modelNames.Count);

    /// <summary>Forgets translated names and lets go of all instances; those that are lent are disposed when they come back.</summary>
    public ValueTask ClearCacheAsync()
    {
        modelNames.Clear();
        return cache.ClearAsync();
    }

    /// <summary>Makes and initialises a provider. Its settings come from the environment, the configuration and its defaults.</summary>
    /// <returns>A new instance, which the caller owns and disposes.</returns>
    /// <inheritdoc cref="CreateAsync(string, ProviderConfiguration, CancellationToken)" path="/exception"/>
    public ValueTask<IAgentProvider> CreateAsync(string name, CancellationToken cancellationToken) =>
        CreateAsync(name, ProviderConfiguration.Empty, cancellationToken);

    /// <summary>Makes and initialises a provider.</summary>
    /// <param name="name">The provider's name, in any case.</param>
    /// <param name="settings">Settings that win over all others.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A new instance, which the caller owns and disposes.</returns>
    /// <exception cref="ProviderNotFoundException">There is no provider of that name.</exception>
    /// <exception cref="ProviderConfigurationException">A setting is missing, unknown or malformed.</exception>
    /// <exception cref="ProviderCreationException">The provider's constructor failed.</exception>
    /// <exception cref="ProviderInitializationException">The provider could not be made ready.</exception>
    public async ValueTask<IAgentProvider> CreateAsync(string name, ProviderConfiguration settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return await CreateAsync(Find(name), settings, cancellationToken).ConfigureAwait(false);
    }

    internal void Register(ProviderRegistration registration, bool allowOverride = false)
    {
        if (!ProviderName.IsValid(registration.Name))
        {
            throw new ProviderRegistrationException($"The provider name '{registration.Name}' is not kebab-case.", registration.Name);
        }

        if (registrations.TryAdd(registration.Name, registration))
        {
            return;
        }

        if (!allowOverride)
        {
            throw new DuplicateProviderException(registration.Name);
        }

        ProviderRegistration? replaced = null;
        registrations.AddOrUpdate(registration.Name, registration, (_, current) =>
        {
            replaced = current;
            return registration;
        });
        if (replaced is not null)
        {
            // Registering does not wait for what the old one still has to do.
            _ = RetireAsync(replaced);
        }
    }

    internal void Disable(string name) => disabled[name] = true;

    internal void Enable(string name) => disabled.TryRemove(name, out _);

    internal async ValueTask EvictAsync(string name) => await cache.EvictAsync(name).ConfigureAwait(false);

    /// <summary>Puts the same provider, not loaded yet, in the place of the one that is there.</summary>
    internal async ValueTask<ProviderRegistration> RenewAsync(string name)
    {
        ProviderRegistration current = Find(name);
        ProviderRegistration renewed = current.Renew();
        if (renewed == current)
        {
            await cache.EvictAsync(name).ConfigureAwait(false);
        }
        else if (registrations.TryUpdate(current.Name, renewed, current))
        {
            await RetireAsync(current).ConfigureAwait(false);
        }

        return renewed;
    }

    private async ValueTask<IAgentProvider> CreateAsync(ProviderRegistration registration, ProviderConfiguration settings, CancellationToken cancellationToken)
    {
        if (disabled.ContainsKey(registration.Name))
        {
            throw new PluginException(PluginErrorCode.ProviderDisabled, $"'{registration.Name}' is disabled.", "Take it out of plugins.disabled in the configuration, or enable it.", registration.Name);
        }

        ProviderConfiguration configuration = configurations.Resolve(registration.Metadata, settings);
        ProviderConstruction construction = new(configuration, Environment.CurrentDirectory, loggers, time);
        IAgentProvider provider = await registration.CreateAsync(construction, cancellationToken).ConfigureAwait(false);
        try
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            RegistryLog.Created(logger, registration.Name, registration.Metadata.Version, configuration.ToString());
            return ReportsContent is { } recordsContent ? new ObservedProvider(provider, recordsContent, time) : provider;
        }
        catch (Exception exception)
        {
            await provider.DisposeAsync().ConfigureAwait(false);
            if (exception is ProviderException or PluginException or OperationCanceledException)
            {
                throw;
            }

            // The plugin boundary.
            throw new ProviderInitializationException($"'{registration.Name}' could not be made ready: {exception.Message}", registration.Name, exception);
        }
    }

    private async Task RetireAsync(ProviderRegistration registration)
    {
        modelNames.Forget(registration.Name);
        Task disposed = await cache.EvictAsync(registration.Name).ConfigureAwait(false);
        Task unloaded = UnloadAsync(registration, disposed);
        if (disposed.IsCompleted)
        {
            await unloaded.ConfigureAwait(false);
        }
    }

    private async Task UnloadAsync(ProviderRegistration registration, Task disposed)
    {
        await disposed.ConfigureAwait(false);
        try
        {
            await registration.UnloadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The plugin boundary: it is gone all the same.
            RegistryLog.UnloadFailed(logger, exception, registration.Name);
        }
    }

    private ProviderRegistration Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return registrations.TryGetValue(name, out ProviderRegistration? registration)
            ? registration
            : throw new ProviderNotFoundException(name, ListProviders());
    }
}
