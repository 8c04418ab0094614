using System.IO.Compression;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Local;

/// <summary>
/// A plugin with every package that it needs in one file, for machines without a network: a zip of the packages and of
/// a lock file that holds each to its hash. Reading trusts nothing but the packages' own bytes.
/// </summary>
internal static class BundleFile
{
    public const string Extension = ".gaobundle";

    private const string Folder = "packages/";

    /// <summary>Writes a bundle beside, and renames it into place.</summary>
    public static async Task WriteAsync(string path, LockedPlugin plugin, IEnumerable<StagedPackage> packages, CancellationToken cancellationToken)
    {
        string next = path + ".new";
        try
        {
            await using (FileStream file = new(next, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await using (ZipArchive zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken))
                {
                    await AddAsync(zip, ProjectLockFile.FileName, new MemoryStream(ProjectLockFile.Write([plugin])), CompressionLevel.Optimal, cancellationToken);
                    foreach (StagedPackage package in packages)
                    {
                        // Packages are compressed already.
                        await AddAsync(zip, NameOf(package.Id, package.Version.ToNormalizedString()), File.OpenRead(package.Path), CompressionLevel.NoCompression, cancellationToken);
                    }
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    /// <summary>Reads which plugin a bundle holds, and stages its packages.</summary>
    /// <exception cref="PluginException">It is no bundle, is damaged, or lacks a package.</exception>
    public static async Task<(LockedPlugin Plugin, IReadOnlyList<StagedPackage> Packages)> ReadAsync(string path, PackageDownloads downloads)
    {
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new PluginException(PluginErrorCode.PackageNotFound, $"{path} cannot be read.", "Check the path and who may read it.", name);
        }

        using PackageArchive archive = PackageArchive.Open(path, name);
        LockedPlugin plugin = ReadLock(archive, name);
        List<StagedPackage> packages = [];
        foreach (LockedPackage package in plugin.Packages)
        {
            string entry = NameOf(package.Id, package.Version);
            if (!archive.Files.Contains(entry, StringComparer.OrdinalIgnoreCase))
            {
                throw Invalid(name, $"lacks {package.Id} {package.Version}");
            }

            packages.Add(await downloads.AddAsync(entry, path, file => archive.CopyTo(entry, file, PackageLimits.PackageBytes)));
        }

        return (plugin, packages);
    }

    private static LockedPlugin ReadLock(PackageArchive archive, string name)
    {
        if (!archive.Files.Contains(ProjectLockFile.FileName, StringComparer.Ordinal))
        {
            throw Invalid(name, "is no bundle");
        }

        using MemoryStream json = archive.ReadSmall(ProjectLockFile.FileName);
        return ProjectLockFile.Parse(json.ToArray(), $"{name}/{ProjectLockFile.FileName}") is [var plugin] ? plugin : throw Invalid(name, "does not hold one plugin");
    }

    private static async Task AddAsync(ZipArchive zip, string name, Stream content, CompressionLevel compression, CancellationToken cancellationToken)
    {
        await using (content)
        {
            await using Stream entry = await zip.CreateEntry(name, compression).OpenAsync(cancellationToken);
            await content.CopyToAsync(entry, cancellationToken);
        }
    }

    private static string NameOf(string id, string version) => $"{Folder}{id.ToLowerInvariant()}.{version.ToLowerInvariant()}.nupkg";

    private static PluginException Invalid(string name, string what) =>
        new(PluginErrorCode.BundleInvalid, $"{name} {what}. Nothing was installed.", "Make it again with gao-dev plugins bundle.", name);
}
