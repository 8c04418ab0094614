using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Configuration;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>The packages of one feed.</summary>
internal sealed class FeedPackageProvider(
    PackageFeeds feeds, PackageFeed feed, PackageDownloads downloads, NuGetFramework framework, CancellationToken cancellationToken) : PackageProvider(framework)
{
    public override bool IsHttp => feed.Source.IsHttp;

    public override PackageSource Source => feed.Source;

    public override Task<StagedPackage> GetAsync(LibraryIdentity library) =>
        downloads.GetAsync(feed, library.Name, library.Version);

    protected override Task<IReadOnlyList<NuGetVersion>> GetVersionsAsync(string id) =>
        feeds.For(id).Contains(feed) ? feed.GetVersionsAsync(id, cancellationToken) : Task.FromResult<IReadOnlyList<NuGetVersion>>([]);
}
