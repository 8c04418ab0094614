using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// Deletes store entries that neither the lock file nor one that is kept for rollback nor a running process needs. One
/// writer at a time.
/// </summary>
internal static class StoreCollector
{
    /// <summary>Deletes what can be deleted. What cannot be is left to the next time.</summary>
    /// <param name="layout">The home folder.</param>
    /// <param name="current">The lock file in effect.</param>
    /// <param name="generations">The kept ones.</param>
    /// <param name="newest">How many of the kept ones count.</param>
    /// <param name="dryRun">Whether nothing is deleted.</param>
    public static CollectedEntries Collect(
        StoreLayout layout, PluginLock current, Generations generations, int newest = Generations.Kept, bool dryRun = false)
    {
        List<string> deleted = [];
        List<string> inUse = [];
        long bytes = 0;
        if (Directory.Exists(layout.Store) && generations.Entries(newest) is { } needed)
        {
            needed.UnionWith(current.Plugins.Select(plugin => plugin.Entry));
            foreach (string entry in Unneeded(layout, needed))
            {
                string folder = layout.PathOf(entry);
                if (EntryLease.IsHeld(folder))
                {
                    inUse.Add(entry);
                    continue;
                }

                long size = SizeOf(folder);
                if (dryRun || TryDelete(folder))
                {
                    deleted.Add(entry);
                    bytes += size;
                }
            }
        }

        return new CollectedEntries(deleted, bytes, inUse, 0);
    }

    private static IEnumerable<string> Unneeded(StoreLayout layout, HashSet<string> needed) =>
        from package in Directory.GetDirectories(layout.Store)
        from entry in Directory.GetDirectories(package)
        let name = $"store/{Path.GetFileName(package)}/{Path.GetFileName(entry)}"
        where !needed.Contains(name)
        orderby name
        select name;

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.LinkTarget is null ? file.Length : 0);

    // The change itself is done by now; what is in the way of tidying up must not make it look undone.
    private static bool TryDelete(string entry)
    {
        try
        {
            using FileStream? alone = StoreMutex.TryOpen(entry + EntryLease.Suffix);
            if (alone is null)
            {
                return false;
            }

            Directory.Delete(entry, recursive: true);
            File.Delete(entry + EntryLease.Suffix);
            string package = Path.GetDirectoryName(entry)!;
            if (!Directory.EnumerateFileSystemEntries(package).Any())
            {
                Directory.Delete(package);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
