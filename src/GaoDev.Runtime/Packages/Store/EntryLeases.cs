using System.Collections.Concurrent;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// The entries that this process runs, held until it ends: what it started with it can finish with. Of the process and
/// not of a store, because a plugin may outlive whatever opened the store. Thread-safe.
/// </summary>
internal static class EntryLeases
{
    private static readonly ConcurrentDictionary<string, Lazy<EntryLease?>> Held = new(StringComparer.Ordinal);

    /// <summary>Holds an entry, by its absolute path, from now on.</summary>
    public static void Hold(string entry) => _ = Held.GetOrAdd(entry, static key => new(() => EntryLease.TryShare(key))).Value;
}
