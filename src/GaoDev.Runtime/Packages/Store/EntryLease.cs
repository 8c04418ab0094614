namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// Says that somebody runs a store entry, so that nobody deletes it. The system lets go of it with the process, however
/// that ends. Several processes may hold one.
/// </summary>
internal sealed class EntryLease : IDisposable
{
    /// <summary>What the lease file of an entry is called: the entry's name with this behind it.</summary>
    public const string Suffix = ".lease";

    private readonly FileStream _file;

    private EntryLease(FileStream file) => _file = file;

    /// <summary>Holds an entry, or gives null where it is being deleted or where nobody can delete it.</summary>
    public static EntryLease? TryShare(string entry)
    {
        try
        {
            return new EntryLease(new FileStream(entry + Suffix, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether somebody runs an entry. Whoever starts to run it afterwards finds it gone.</summary>
    public static bool IsHeld(string entry)
    {
        string path = entry + Suffix;
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream? alone = StoreMutex.TryOpen(path);
        return alone is null;
    }

    public void Dispose() => _file.Dispose();
}
