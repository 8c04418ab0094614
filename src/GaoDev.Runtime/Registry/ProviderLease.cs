using GaoDev.Providers;
using GaoDev.Runtime.Registry;

namespace GaoDev.Runtime;

/// <summary>
/// A provider that a <see cref="ProviderFactory"/> lends. The same instance is lent to others at the same time. It stays
/// usable until this is disposed, also when the factory has let go of it meanwhile. Thread-safe.
/// </summary>
public sealed class ProviderLease : IAsyncDisposable
{
    private readonly CachedProvider cached;
    private bool released;

    internal ProviderLease(CachedProvider cached, IAgentProvider provider)
    {
        this.cached = cached;
        Provider = provider;
    }

    /// <summary>The provider, initialised. It is the factory's: the borrower does not dispose it.</summary>
    public IAgentProvider Provider { get; }

    /// <summary>Gives the provider back. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref released, true))
        {
            await cached.ReleaseAsync().ConfigureAwait(false);
        }
    }
}
