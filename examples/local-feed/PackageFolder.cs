using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace GaoDev.LocalFeed;

/// <summary>The packages of a folder by what their nuspecs say, not by their file names. Thread-safe.</summary>
public sealed class PackageFolder(string folder)
{
    private readonly Lock _lock = new();
    private Dictionary<string, Package> _packages = new(StringComparer.Ordinal);

    /// <summary>The versions of an id, in no order that matters; none where it is unknown.</summary>
    public string[] VersionsOf(string id) =>
        [.. Read().Where(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).Select(package => package.Version)];

    /// <summary>The path of a package, or null.</summary>
    public string? Find(string id, string version) => Read().FirstOrDefault(package =>
        package.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && package.Version.Equals(version, StringComparison.OrdinalIgnoreCase))?.Path;

    private List<Package> Read()
    {
        lock (_lock)
        {
            Dictionary<string, Package> packages = new(StringComparer.Ordinal);
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*.nupkg"))
            {
                // A file that did not change is not opened again.
                string key = $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}";
                Package? package = _packages.GetValueOrDefault(key) ?? Open(file.FullName);
                if (package is not null)
                {
                    packages.Add(key, package);
                }
            }

            _packages = packages;
            return [.. packages.Values];
        }
    }

    private static Package? Open(string path)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            ZipArchiveEntry nuspec = zip.Entries.Single(entry => !entry.FullName.Contains('/') && entry.Name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase));
            using XmlReader xml = XmlReader.Create(nuspec.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            XElement? metadata = XDocument.Load(xml).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata");
            string? id = metadata?.Elements().FirstOrDefault(element => element.Name.LocalName == "id")?.Value.Trim();
            string? version = metadata?.Elements().FirstOrDefault(element => element.Name.LocalName == "version")?.Value.Trim();
            return id is null || version is null ? null : new Package(id, Normalize(version), path);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or XmlException or IOException)
        {
            Console.Error.WriteLine($"{Path.GetFileName(path)} is left out: {unreadable.Message}");
            return null;
        }
    }

    // 1.0.0.0 and 1.0.0+build are asked for as 1.0.0.
    private static string Normalize(string version)
    {
        string[] release = version.Split('+')[0].Split('-', 2);
        List<string> numbers = [.. release[0].Split('.')];
        while (numbers.Count < 3)
        {
            numbers.Add("0");
        }

        if (numbers.Count == 4 && numbers[3].Trim('0').Length == 0)
        {
            numbers.RemoveAt(3);
        }

        string text = string.Join('.', numbers.Select(number => number.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0"));
        return release.Length > 1 ? $"{text}-{release[1]}" : text;
    }

    private sealed record Package(string Id, string Version, string Path);
}
