using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>Deletes store entries that neither the lock file nor one that is kept for rollback needs. One writer at a time.</summary>
internal static class StoreCollector
{
    public static void Collect(StoreLayout layout, PluginLock current, Generations generations)
    {
        if (!Directory.Exists(layout.Store) || generations.Entries() is not { } needed)
        {
            return;
        }

        needed.UnionWith(current.Plugins.Select(plugin => plugin.Entry));
        foreach (string package in Directory.GetDirectories(layout.Store))
        {
            foreach (string entry in Directory.GetDirectories(package))
            {
                if (!needed.Contains($"store/{Path.GetFileName(package)}/{Path.GetFileName(entry)}"))
                {
                    Directory.Delete(entry, recursive: true);
                }
            }

            if (!Directory.EnumerateFileSystemEntries(package).Any())
            {
                Directory.Delete(package);
            }
        }
    }
}
