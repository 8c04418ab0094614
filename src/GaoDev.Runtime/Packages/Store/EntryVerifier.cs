using System.Security.Cryptography;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>Compares the files of a store entry with what was recorded of them. Thread-safe.</summary>
internal static class EntryVerifier
{
    /// <summary>The first file that is missing, changed or not recorded, or null where all is as it was.</summary>
    public static string? FindChange(string folder, IReadOnlyDictionary<string, string> files)
    {
        foreach ((string name, string expected) in files)
        {
            string path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
            FileInfo file = new(path);
            if (!file.Exists || file.LinkTarget is not null || HashOf(path) != expected)
            {
                return name;
            }
        }

        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .FirstOrDefault(name => !files.ContainsKey(name));
    }

    /// <exception cref="PluginException">A file is not what was recorded.</exception>
    public static void Verify(string plugin, string folder, IReadOnlyDictionary<string, string> files)
    {
        string? changed = Directory.Exists(folder) ? FindChange(folder, files) : "its folder";
        if (changed is not null)
        {
            throw new PluginException(
                PluginErrorCode.ContentChanged,
                $"'{plugin}' does not run: {changed} does not match what was installed.",
                "Install the plugin again.",
                plugin);
        }
    }

    private static string HashOf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
