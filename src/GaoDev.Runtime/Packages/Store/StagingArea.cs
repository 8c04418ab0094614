namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// A folder for one installation, gone when it is disposed. A lock beside it, which the system lets go of with the
/// process, tells what a killed process left behind from what another one is still filling.
/// </summary>
internal sealed class StagingArea : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly FileStream _lock;

    private StagingArea(string folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Where package files are put.</summary>
    public string Downloads => Path.Combine(Folder, "packages");

    /// <summary>What is to become the store entry.</summary>
    public string Entry => Path.Combine(Folder, "entry");

    /// <summary>Makes one, and removes what killed processes left. The caller holds the <see cref="StoreMutex"/>.</summary>
    public static StagingArea Create(StoreLayout layout)
    {
        Directory.CreateDirectory(layout.Staging);
        Clean(layout);
        string folder = Path.Combine(layout.Staging, Guid.NewGuid().ToString("N"));
        FileStream held = new(folder + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        StagingArea area = new(folder, held);
        Directory.CreateDirectory(area.Downloads);
        Directory.CreateDirectory(area.Entry);
        return area;
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        File.Delete(_lock.Name);
        _lock.Dispose();
    }

    /// <summary>Removes what killed processes left. The caller holds the <see cref="StoreMutex"/>.</summary>
    public static void Clean(StoreLayout layout)
    {
        if (!Directory.Exists(layout.Staging))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(layout.Staging, "*" + LockSuffix))
        {
            using FileStream? left = StoreMutex.TryOpen(path);
            if (left is not null)
            {
                string folder = path[..^LockSuffix.Length];
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }

                File.Delete(path);
            }
        }
    }
}
