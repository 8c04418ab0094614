using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Assets;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Resolution;
using GaoDev.Runtime.Packages.Sources;
using GaoDev.Runtime.Packages.Store;
using NuGet.Versioning;

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
        using PackageDownloads downloads = new(staging.Downloads, progress, cancellationToken);
        StagedPackage? file = request.IsFile
            ? await downloads.AddFileAsync(Path.GetFullPath(request.Package, request.WorkingDirectory))
            : null;
        string id = file?.Id ?? request.Package;
        VersionRange version = await new RequestedVersion(feeds, cancellationToken).ResolveAsync(request, file);
        IReadOnlyList<ResolvedPackage> closure =
            await new DependencyResolver(feeds, downloads, target, cancellationToken).ResolveAsync(id, version, file);
        StagedPackage root = closure.Single(resolved => resolved.Package.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).Package;
        StoreEntry entry = await new StoreEntryBuilder(staging.Entry, target, progress, cancellationToken).BuildAsync(closure);
        IReadOnlyList<FoundProvider> providers = ProviderFinder.Find(root, entry, staging.Entry);

        string rootVersion = root.Version.ToNormalizedString();
        InstalledPlugin plugin = new()
        {
            PackageId = root.Id,
            Version = rootVersion,
            Source = root.Source,
            Requested = request.IsFile ? null : request.Version,
            Sources = request.Sources.Count == 0 ? [] : [.. feeds.All.Select(feed => feed.Address)],
            Target = target.Text,
            Entry = $"store/{root.Id.ToLowerInvariant()}/{rootVersion.ToLowerInvariant()}-{entry.Hash}",
            Closure = [.. closure.Select(resolved => Lock(resolved.Package))],
            Assets = entry.Assets,
            Files = entry.Files,
            Providers = [.. providers.Select(found => found.ToInstalled())],
            Trust = new TrustRecord("", "", default),
        };
        IReadOnlyList<InstalledPlugin> installed = store.Read();
        InstalledNames.RequireFree(new PluginLock(installed), plugin);
        return new PreparedInstallation(
            store,
            staging,
            plugin,
            [.. providers.Select(found => found.Manifest)],
            closure.Sum(resolved => resolved.Package.Bytes),
            installed.FirstOrDefault(other => other.PackageId.Equals(root.Id, StringComparison.OrdinalIgnoreCase)));
    }

    private static LockedPackage Lock(StagedPackage package) =>
        new(package.Id, package.Version.ToNormalizedString(), package.ContentHash, package.Source, package.Signer);
}
