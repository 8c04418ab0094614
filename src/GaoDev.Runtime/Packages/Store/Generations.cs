using System.Globalization;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>The lock files before the current one, newest last, so that a change can be taken back. One writer at a time.</summary>
internal sealed class Generations(StoreLayout layout)
{
    private const int Kept = 10;
    private const string Suffix = ".lock.json";

    /// <summary>Keeps a lock file that is about to be replaced, and lets go of the oldest.</summary>
    public void Keep(byte[] lockFile)
    {
        Directory.CreateDirectory(layout.Generations);
        List<int> numbers = Numbers();
        DurableFile.Replace(PathOf(numbers.Count == 0 ? 1 : numbers[^1] + 1), lockFile);
        foreach (int old in numbers.Take(numbers.Count + 1 - Kept))
        {
            File.Delete(PathOf(old));
        }
    }

    /// <summary>The store entries that kept lock files need, or null where one cannot be read, so that nobody knows.</summary>
    public HashSet<string>? Entries()
    {
        HashSet<string> entries = new(StringComparer.Ordinal);
        foreach (int number in Numbers())
        {
            try
            {
                string path = PathOf(number);
                entries.UnionWith(LockReader.Read(File.ReadAllBytes(path), path).Plugins.Select(plugin => plugin.Entry));
            }
            catch (PluginException)
            {
                return null;
            }
        }

        return entries;
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
