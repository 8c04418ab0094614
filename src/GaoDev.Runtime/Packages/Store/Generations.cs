using System.Globalization;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>The lock files before the current one, newest last, so that a change can be taken back. One writer at a time.</summary>
internal sealed class Generations(StoreLayout layout)
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 10;

    private const string Suffix = ".lock.json";

    /// <summary>Keeps a lock file that is about to be replaced, and lets go of the oldest.</summary>
    public void Keep(byte[] lockFile)
    {
        List<int> numbers = Numbers();

        // A process that was killed between this and replacing the lock file has kept it already.
        if (numbers.Count == 0 || !File.ReadAllBytes(PathOf(numbers[^1])).AsSpan().SequenceEqual(lockFile))
        {
            if (!Directory.Exists(layout.Generations))
            {
                Directory.CreateDirectory(layout.Generations);
                DurableFolder.Flush(layout.Home);
            }

            DurableFile.Replace(PathOf(numbers.Count == 0 ? 1 : numbers[^1] + 1), lockFile);
        }

        Trim(Kept);
    }

    /// <summary>Lets go of all but the newest.</summary>
    public void Trim(int keep)
    {
        List<int> numbers = Numbers();
        foreach (int old in numbers.Take(numbers.Count - keep))
        {
            File.Delete(PathOf(old));
        }
    }

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<Generation> Read() => [.. Numbers().Select(Read)];

    /// <summary>The store entries that kept lock files need, or null where one cannot be read, so that nobody knows.</summary>
    /// <param name="newest">How many of the newest count.</param>
    public HashSet<string>? Entries(int newest = Kept)
    {
        HashSet<string> entries = new(StringComparer.Ordinal);
        foreach (int number in Numbers().TakeLast(newest))
        {
            if (Read(number).Lock is not { } kept)
            {
                return null;
            }

            entries.UnionWith(kept.Plugins.Select(plugin => plugin.Entry));
        }

        return entries;
    }

    private Generation Read(int number)
    {
        string path = PathOf(number);
        DateTimeOffset replaced = File.GetLastWriteTimeUtc(path);
        try
        {
            return new Generation(number, replaced, LockReader.Read(File.ReadAllBytes(path), path));
        }
        catch (PluginException)
        {
            return new Generation(number, replaced, null);
        }
    }

    private List<int> Numbers()
    {
        if (!Directory.Exists(layout.Generations))
        {
            return [];
        }

        List<int> numbers = [];
        foreach (string path in Directory.EnumerateFiles(layout.Generations, "*" + Suffix))
        {
            if (int.TryParse(Path.GetFileName(path)[..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }

    private string PathOf(int number) => Path.Combine(layout.Generations, $"{number:D6}{Suffix}");
}
