using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Registry;

/// <summary>
/// Instances by name and settings: no more than a number of them, none for longer than a time. What leaves is disposed
/// as soon as nobody uses it. Thread-safe.
/// </summary>
internal sealed class ProviderCache
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, string Key), CachedProvider> entries = [];
    private readonly ProviderCacheOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private long uses;

    public ProviderCache(ProviderCacheOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Lifetime, TimeSpan.Zero);
        this.options = options;
        this.time = time;
        this.logger = logger;
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>Lends the instance for these settings, making it where there is none. Whoever asks at the same time gets the same.</summary>
    public async ValueTask<ProviderLease> RentAsync(string name, string key, Func<Task<IAgentProvider>> create, CancellationToken cancellationToken)
    {
        (string, string) place = (name.ToLowerInvariant(), key);
        CachedProvider entry;
        List<CachedProvider> evicted = [];
        lock (gate)
        {
            RemoveExpired(evicted);
            if (!entries.TryGetValue(place, out entry!))
            {
                while (entries.Count >= options.Capacity)
                {
                    Remove(entries.MinBy(candidate => candidate.Value.LastUse).Key, evicted);
                }

                entry = new CachedProvider(name, time.GetTimestamp(), create, logger);
                entries.Add(place, entry);
            }

            entry.LastUse = ++uses;
            entry.Acquire();
        }

        await ReleaseAsync(evicted).ConfigureAwait(false);
        try
        {
            return new ProviderLease(entry, await entry.Instance.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            // What could not be made is not kept; what is still being made for others is.
            if (entry.Instance.IsFaulted || entry.Instance.IsCanceled)
            {
                await ReleaseAsync(Remove(candidate => candidate == entry)).ConfigureAwait(false);
            }

            await entry.ReleaseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets go of a provider's instances; those that are lent are disposed when they come back.</summary>
    /// <returns>Done when the last of them is disposed.</returns>
    public async ValueTask<Task> EvictAsync(string name)
    {
        List<CachedProvider> removed = Remove(entry => string.Equals(entry.ProviderName, name, StringComparison.OrdinalIgnoreCase));
        await ReleaseAsync(removed).ConfigureAwait(false);
        return Task.WhenAll(removed.Select(entry => entry.Disposed));
    }

    /// <summary>Lets go of all instances; those that are lent are disposed when they come back.</summary>
    public ValueTask ClearAsync() => ReleaseAsync(Remove(static _ => true));

    private List<CachedProvider> Remove(Predicate<CachedProvider> condition)
    {
        List<CachedProvider> removed = [];
        lock (gate)
        {
            foreach (var (place, _) in entries.Where(entry => condition(entry.Value)).ToList())
            {
                Remove(place, removed);
            }
        }

        return removed;
    }

    private void RemoveExpired(List<CachedProvider> removed)
    {
        foreach (var (place, _) in entries.Where(entry => time.GetElapsedTime(entry.Value.Created) >= options.Lifetime).ToList())
        {
            Remove(place, removed);
        }
    }

    private void Remove((string, string) place, List<CachedProvider> removed)
    {
        entries.Remove(place, out CachedProvider? entry);
        removed.Add(entry!);
    }

    private static async ValueTask ReleaseAsync(List<CachedProvider> entries)
    {
        foreach (CachedProvider entry in entries)
        {
            await entry.ReleaseAsync().ConfigureAwait(false);
        }
    }
}
