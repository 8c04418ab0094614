using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Assets;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Resolution;
using GaoDev.Runtime.Packages.Sources;
using GaoDev.Runtime.Packages.Store;
using GaoDev.Runtime.Trust;

namespace GaoDev.Runtime.Packages;

/// <summary>
/// Installs provider packages in two steps: prepare, which restores and verifies into a staging folder, and commit,
/// which only comes after somebody saw what is asked for. Thread-safe. Runs in the parent; nothing of a package runs.
/// </summary>
internal sealed class PackageInstaller(PluginStore store)
{
    /// <summary>Restores a package with its dependencies, and reads what it brings and asks for.</summary>
    /// <param name="request">What to install, and from where.</param>
    /// <param name="progress">Told of every step, from several threads.</param>
    /// <param name="cancellationToken">Cancels; nothing is left behind.</param>
    /// <returns>The installation, which the caller commits and disposes.</returns>
    /// <exception cref="PluginException">Anything is wrong with the request, a source, a package or the store. Nothing is left behind.</exception>
    public async Task<PreparedInstallation> PrepareAsync(
        PackageRequest request, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken)
    {
        // They are read from here on.
        _ = MachineCertificates.Reading;
        StagingArea staging = await store.StageAsync(cancellationToken);
        try
        {
            return await PrepareAsync(request, staging, progress, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            staging.Dispose();
            throw StoreLayout.Unavailable(store.Layout.Home, failure);
        }
        catch
        {
            staging.Dispose();
            throw;
        }
    }

    private async Task<PreparedInstallation> PrepareAsync(
        PackageRequest request, StagingArea staging, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken)
    {
        TargetPlatform target = TargetPlatform.Current;
        using PackageFeeds feeds = PackageFeeds.Open(request);
        request.Policy.RequireSources(feeds.All.Select(feed => feed.Address));
        await using PackageDownloads downloads = new(staging.Downloads, new SignatureVerification(feeds.Settings), progress, cancellationToken);
        RequestedPackages requested = new(request, staging.Folder, feeds, downloads, target, cancellationToken);
        (string id, IReadOnlyList<ResolvedPackage> closure) = await requested.ResolveAsync();
        StagedPackage root = closure.Single(resolved => resolved.Package.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).Package;
        Task<IReadOnlyList<SecurityNotice>> audit = PackageAudit.AskAsync(feeds, [.. closure.Select(resolved => resolved.Package)], cancellationToken);
        Task<StoreEntry> building = new StoreEntryBuilder(staging.Entry, target, progress, cancellationToken).BuildAsync(closure);
        await Task.WhenAll(downloads.VerifyAsync(), building);
        StoreEntry entry = await building;
        IReadOnlyList<LockedPackage> locked = requested.Lock(closure);
        IReadOnlyList<FoundProvider> providers = ProviderFinder.Find(root, entry, staging.Entry);

        string rootVersion = root.Version.ToNormalizedString();
        InstalledPlugin plugin = new()
        {
            PackageId = root.Id,
            Version = rootVersion,
            Source = root.Source,
            Requested = request.Locked is { } given ? given.Requested : request.Kind == PackageKind.Id ? request.Version : null,
            Link = request.IsLink ? request.FullPath : null,
            Sources = request.Sources.Count == 0 ? [] : [.. feeds.All.Select(feed => feed.Address)],
            Target = target.Text,
            Entry = $"store/{root.Id.ToLowerInvariant()}/{rootVersion.ToLowerInvariant()}-{entry.Hash}",
            Closure = locked,
            Assets = entry.Assets,
            Files = entry.Files,
            Providers = [.. providers.Select(found => found.ToInstalled())],
            Trust = new TrustRecord("", "", default),
        };
        request.Policy.Require(
            root.ToString(), root.Signature, await FindReleaseAsync(request, feeds, root, cancellationToken), [.. providers.Select(found => found.Manifest)], DateTimeOffset.UtcNow);
        IReadOnlyList<InstalledPlugin> installed = store.Read();
        InstalledNames.RequireFree(new PluginLock(installed), plugin);
        return new PreparedInstallation(
            store,
            staging,
            plugin,
            [.. providers.Select(found => found.Manifest)],
            closure.Sum(resolved => resolved.Package.Bytes),
            installed.FirstOrDefault(other => other.PackageId.Equals(root.Id, StringComparison.OrdinalIgnoreCase)))
        {
            Signature = root.Signature,
            Standing = KnownPublishers.Read(store.Layout.User).Judge(root.Id, root.Signature?.Publisher),
            PublishedBefore = KnownPublishers.Read(store.Layout.User).NameOfPublisher(root.Id),
            Notices = await audit,
            Packages = downloads.All,
        };
    }

    // A timestamping authority's word before the feed's.
    private static async Task<DateTimeOffset?> FindReleaseAsync(PackageRequest request, PackageFeeds feeds, StagedPackage root, CancellationToken cancellationToken)
    {
        if (request.Policy.MinimumAge is null || root.Signature?.SignedAt is { })
        {
            return root.Signature?.SignedAt;
        }

        PackageFeed? feed = feeds.All.FirstOrDefault(feed => feed.Source.IsHttp && feed.Address == root.Source);
        return feed is null ? null : await feed.GetReleaseAsync(root.Id, root.Version, cancellationToken);
    }
}
