using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// Restores exactly what a lock file says: its packages, all fetched at once, held to their hashes and signers, and to
/// being the closure that they themselves ask for.
/// </summary>
internal sealed class LockedClosure(PackageFeeds feeds, PackageDownloads downloads, TargetPlatform target, CancellationToken cancellationToken)
{
    /// <summary>Fetches from the feeds.</summary>
    /// <exception cref="PluginException">Anything differs from what the lock file says.</exception>
    public async Task<IReadOnlyList<ResolvedPackage>> RestoreAsync(LockedPlugin plugin)
    {
        StagedPackage[] staged = await Task.WhenAll(NeededHere(plugin).Select(FetchAsync));
        return await ResolveAsync(plugin, staged);
    }

    /// <summary>Resolves packages that are there already.</summary>
    /// <exception cref="PluginException">Anything differs from what the lock file says.</exception>
    public async Task<IReadOnlyList<ResolvedPackage>> ResolveAsync(LockedPlugin plugin, IReadOnlyList<StagedPackage> staged)
    {
        LockedPackage[] needed = [.. NeededHere(plugin)];
        foreach (LockedPackage package in needed)
        {
            Compare(package, staged.FirstOrDefault(candidate => IsSame(candidate, package)) ?? throw Mismatch(plugin.Id, [$"- {package.Id} {package.Version} is missing"]));
        }

        NuGetVersion version = NuGetVersion.Parse(plugin.Version);
        IReadOnlyList<ResolvedPackage> closure;
        try
        {
            closure = await new DependencyResolver(feeds, downloads, target, cancellationToken)
                .ResolveAsync(plugin.Id, new VersionRange(version, true, version, true), new LockedPackages(staged, target.Framework));
        }
        catch (PluginException unresolved) when (unresolved.Code is PluginErrorCode.PackageNotFound or PluginErrorCode.VersionNotFound)
        {
            throw Mismatch(plugin.Id, [unresolved.Message]);
        }

        string[] extra =
        [
            .. needed.Where(package => !closure.Any(resolved => IsSame(resolved.Package, package))).Select(package => $"- {package.Id} {package.Version} is not needed"),
            .. closure.Where(resolved => !needed.Any(package => IsSame(resolved.Package, package))).Select(resolved => $"+ {resolved.Package} is needed"),
        ];
        return extra.Length == 0 ? closure : throw Mismatch(plugin.Id, extra);
    }

    /// <summary>Holds packages to their signers, once their signatures are verified.</summary>
    /// <exception cref="PluginException">Somebody else signed a package.</exception>
    public static void CompareSigners(LockedPlugin plugin, IReadOnlyList<ResolvedPackage> closure)
    {
        foreach (StagedPackage staged in closure.Select(resolved => resolved.Package))
        {
            LockedPackage locked = plugin.Packages.Single(package => IsSame(staged, package));
            if (staged.Signature?.Signer != locked.Signer)
            {
                throw Mismatch($"{locked.Id} {locked.Version}", [$"is signed by {staged.Signature?.Signer.Subject ?? "nobody"}", $"and the lock file says {locked.Signer?.Subject ?? "nobody"}"]);
            }
        }
    }

    /// <exception cref="PluginException">The package is not the one that the lock file names.</exception>
    private static void Compare(LockedPackage locked, StagedPackage staged)
    {
        if (staged.ContentHash != locked.Sha512)
        {
            throw Mismatch($"{locked.Id} {locked.Version}", [$"from {staged.Source} has SHA-512 {staged.ContentHash}", $"and the lock file says {locked.Sha512}"]);
        }

    }

    private async Task<StagedPackage> FetchAsync(LockedPackage package)
    {
        NuGetVersion version = NuGetVersion.Parse(package.Version);
        PluginException? last = null;
        foreach (PackageFeed feed in feeds.For(package.Id).OrderByDescending(feed => feed.Address == package.Source))
        {
            try
            {
                return await downloads.GetAsync(feed, package.Id, version);
            }
            catch (PluginException failure) when (failure.Code == PluginErrorCode.FeedUnreachable)
            {
                last = failure;
            }
        }

        throw last ?? Mismatch($"{package.Id} {package.Version}", ["may come from none of the sources"]);
    }

    // A package that only other machines need is in the lock file for them.
    private IEnumerable<LockedPackage> NeededHere(LockedPlugin plugin) =>
        plugin.Packages.Where(package => package.Runtimes is null || package.Runtimes.Split(' ').Contains(target.RuntimeIdentifier, StringComparer.Ordinal));

    private static bool IsSame(StagedPackage staged, LockedPackage locked) =>
        staged.Id.Equals(locked.Id, StringComparison.OrdinalIgnoreCase) && staged.Version.ToNormalizedString() == locked.Version;

    private static PluginException Mismatch(string what, IEnumerable<string> differences) => new(
        PluginErrorCode.LockMismatch,
        $"{what} is not what the lock file says: {string.Join("; ", differences)}. Nothing was installed.",
        "If the change is wanted, update the plugin, and commit the lock file.",
        what);
}
