using System.Collections.Concurrent;
using GaoDev.Plugins;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Registry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Runtime;

/// <summary>
/// The providers of a process by name, ignoring case, and the way to make one. Built-in, referenced, installed and
/// hand-registered providers stand side by side. Thread-safe. Runs in the application's or the tool's process.
/// </summary>
public sealed class ProviderFactory
{
    private readonly ConcurrentDictionary<string, ProviderRegistration> registrations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ProviderConfigurationResolver configurations;
    private readonly ILoggerFactory loggers;
    private readonly TimeProvider time;

    internal ProviderFactory(ProviderConfigurationResolver configurations, ILoggerFactory loggers, TimeProvider time)
    {
        this.configurations = configurations;
        this.loggers = loggers;
        this.time = time;
    }

    /// <summary>Makes a factory without dependency injection.</summary>
    /// <param name="configure">Adds providers, usually by <c>gaodev.AddReferencedProviders()</c>.</param>
    /// <param name="loggers">Where providers log to; nowhere where it is null.</param>
    /// <param name="time">The clock; the system's where it is null.</param>
    /// <exception cref="DuplicateProviderException">Two providers have one name.</exception>
    public static ProviderFactory Create(Action<GaoDevBuilder> configure, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        GaoDevBuilder builder = new();
        configure(builder);
        ProviderFactory factory = new(ProviderConfigurationResolver.FromEnvironment(), loggers ?? NullLoggerFactory.Instance, time ?? TimeProvider.System);
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

    /// <summary>Registers a provider in code.</summary>
    /// <param name="plugin">The plugin that makes it.</param>
    /// <param name="allowOverride">Whether it may take the place of one of the same name.</param>
    /// <exception cref="ProviderRegistrationException">Its class is no <see cref="IAgentProvider"/>, or its name is no kebab-case.</exception>
    /// <exception cref="DuplicateProviderException">The name is taken and <paramref name="allowOverride"/> is false.</exception>
    public void RegisterProvider(BaseProviderPlugin plugin, bool allowOverride = false)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        Type type = plugin.GetProviderType();
        if (!typeof(IAgentProvider).IsAssignableFrom(type))
        {
            throw new ProviderRegistrationException($"'{type.FullName}' does not implement IAgentProvider.", plugin.Name);
        }

        if (!ProviderName.IsValid(plugin.Name))
        {
            throw new ProviderRegistrationException($"The provider name '{plugin.Name}' is not kebab-case.", plugin.Name);
        }

        Register(new InProcessRegistration(plugin.Name, ProviderOrigin.Code, () => plugin), allowOverride);
    }

    /// <summary>Takes a provider out; its name can be registered again.</summary>
    /// <returns>False where there is none of that name.</returns>
    public async ValueTask<bool> UnregisterProviderAsync(string name, CancellationToken cancellationToken = default)
    {
        if (!registrations.TryRemove(name, out ProviderRegistration? registration))
        {
            return false;
        }

        await registration.UnloadAsync(cancellationToken).ConfigureAwait(false);
        return true;
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
        ProviderRegistration registration = Find(name);
        ProviderConfiguration configuration = configurations.Resolve(registration.Metadata, settings);
        ProviderConstruction construction = new(configuration, Environment.CurrentDirectory, loggers, time);
        IAgentProvider provider = await registration.CreateAsync(construction, cancellationToken).ConfigureAwait(false);
        try
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal void Register(ProviderRegistration registration, bool allowOverride = false)
    {
        if (allowOverride)
        {
            registrations[registration.Name] = registration;
        }
        else if (!registrations.TryAdd(registration.Name, registration))
        {
            throw new DuplicateProviderException(registration.Name);
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
