using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider that can be made: in this process or, for an installed one, in a process of its own. Thread-safe.</summary>
internal abstract class ProviderRegistration(string name, ProviderOrigin origin)
{
    private static long lastId;

    public string Name { get; } = name;

    /// <summary>Tells this registration from another of the same name.</summary>
    public long Id { get; } = Interlocked.Increment(ref lastId);

    public ProviderOrigin Origin { get; } = origin;

    /// <summary>What is known of the provider without making one. May create the plugin, in process.</summary>
    public abstract ProviderMetadata Metadata { get; }

    /// <summary>The provider's class, or null where it lives in another process.</summary>
    public abstract Type? ProviderType { get; }

    /// <summary>Makes a provider; the caller owns it.</summary>
    public abstract ValueTask<IAgentProvider> CreateAsync(ProviderConstruction construction, CancellationToken cancellationToken);

    /// <summary>The same provider, not loaded yet.</summary>
    public virtual ProviderRegistration Renew() => this;

    /// <summary>Called once the provider is no longer registered.</summary>
    public abstract ValueTask UnloadAsync(CancellationToken cancellationToken);
}
