using System.Collections.Concurrent;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>The entries that this process runs, held until it ends: what it started with it can finish with. Thread-safe.</summary>
internal sealed class EntryLeases(StoreLayout layout)
{
    private readonly ConcurrentDictionary<string, Lazy<EntryLease?>> _held = new(StringComparer.Ordinal);

    /// <summary>Holds an entry from now on.</summary>
    public void Hold(string entry) => _ = _held.GetOrAdd(entry, key => new(() => EntryLease.TryShare(layout.PathOf(key)))).Value;
}
