using System.Security.Cryptography;
using System.Text.Json;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>
/// What a home folder holds, read from its files alone: which version of which package is installed, and that every file
/// of it, and of every generation, is the one that was recorded.
/// </summary>
internal static class StoreState
{
    /// <summary>What is installed, as <c>id version</c>. Fails where a file is missing, changed or new.</summary>
    public static string[] Read(string home)
    {
        string path = Path.Combine(home, "plugins.lock.json");
        if (!File.Exists(path))
        {
            return [];
        }

        foreach (string generation in Generations(home))
        {
            ReadLock(home, generation);
        }

        return ReadLock(home, path);
    }

    /// <summary>What a rollback goes to: the newest generation whose bytes are not those in effect; null where there is none.</summary>
    public static string[]? BeforeTheLastChange(string home)
    {
        byte[] current = File.ReadAllBytes(Path.Combine(home, "plugins.lock.json"));
        string? generation = Generations(home).LastOrDefault(path => !File.ReadAllBytes(path).AsSpan().SequenceEqual(current));
        return generation is null ? null : ReadLock(home, generation);
    }

    private static IEnumerable<string> Generations(string home)
    {
        string folder = Path.Combine(home, "generations");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.lock.json").Order(StringComparer.Ordinal) : [];
    }

    private static string[] ReadLock(string home, string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        List<string> installed = [];
        foreach (JsonElement plugin in document.RootElement.GetProperty("plugins").EnumerateArray())
        {
            string entry = Path.Combine(home, plugin.GetProperty("entry").GetString()!);
            HashSet<string> recorded = [];
            foreach (JsonProperty file in plugin.GetProperty("files").EnumerateObject())
            {
                string name = Path.Combine(entry, file.Name);
                Assert.True(File.Exists(name), $"{path} needs {name}");
                Assert.Equal(file.Value.GetString(), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(name))));
                recorded.Add(Path.GetFullPath(name));
            }

            Assert.Empty(Directory.GetFiles(entry, "*", SearchOption.AllDirectories).Select(Path.GetFullPath).Except(recorded));
            installed.Add($"{plugin.GetProperty("id").GetString()} {plugin.GetProperty("version").GetString()}");
        }

        return [.. installed];
    }
}
