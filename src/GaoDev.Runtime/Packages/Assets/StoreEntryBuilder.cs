using System.Security.Cryptography;
using System.Text;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Resolution;

namespace GaoDev.Runtime.Packages.Assets;

/// <summary>Writes what this machine needs of a closure to a staging folder, and records every file's hash.</summary>
internal sealed class StoreEntryBuilder(string folder, TargetPlatform target, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken)
{
    private const int AtOnce = 4;

    /// <exception cref="PluginException">A package has nothing for this machine, or unpacks to more than is accepted.</exception>
    public async Task<StoreEntry> BuildAsync(IReadOnlyList<ResolvedPackage> closure)
    {
        AssetSelector selector = new(target);
        IReadOnlyList<PackageAsset>[] selected = [.. closure.Select(selector.Select)];
        SortedDictionary<string, string>[] hashes = new SortedDictionary<string, string>[closure.Count];
        long total = 0;
        await Parallel.ForAsync(
            0,
            closure.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            (index, _) =>
            {
                hashes[index] = Extract(closure[index].Package, selected[index], ref total);
                return ValueTask.CompletedTask;
            });

        AssetMap map = new();
        foreach (PackageAsset asset in selected.SelectMany(assets => assets))
        {
            map.Add(asset, PathOf(asset));
        }

        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach ((string path, string hash) in hashes.SelectMany(pairs => pairs))
        {
            files.Add(path, hash);
        }

        return new StoreEntry(map.ToAssets(), files, HashOf(files));
    }

    private SortedDictionary<string, string> Extract(StagedPackage package, IReadOnlyList<PackageAsset> assets, ref long total)
    {
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        using PackageArchive archive = PackageArchive.Open(package.Path, package.ToString());
        foreach (PackageAsset asset in assets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Interlocked.Add(ref total, archive.LengthOf(asset.Name)) > PackageLimits.ClosureBytes)
            {
                throw PackageErrors.TooLarge(package.ToString(), $"and its dependencies unpack to more than {PackageLimits.ClosureBytes / 1024 / 1024} MiB");
            }

            string path = PathOf(asset);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            hashes.Add(asset.EntryPath, archive.Extract(asset.Name, path));
        }

        progress?.Report(new RestoreProgress(RestoreStep.Extracted, package.ToString(), package.Bytes));
        return hashes;
    }

    private string PathOf(PackageAsset asset) => Path.Combine(folder, asset.EntryPath.Replace('/', Path.DirectorySeparatorChar));

    // Names the entry: the same files give the same name, and other files another one.
    private static string HashOf(SortedDictionary<string, string> files)
    {
        StringBuilder text = new();
        foreach ((string path, string hash) in files)
        {
            text.Append(hash).Append(' ').Append(path).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
