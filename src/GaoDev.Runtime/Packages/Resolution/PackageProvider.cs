using GaoDev.Runtime.Packages.Download;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// Answers NuGet's walker from the staged packages themselves, without what the framework and the host bring.
/// Thread-safe.
/// </summary>
internal abstract class PackageProvider(NuGetFramework framework) : IRemoteDependencyProvider
{
    public abstract bool IsHttp { get; }

    public abstract PackageSource Source { get; }

    public SourceRepository SourceRepository => throw new NotSupportedException();

    /// <summary>The package, which the walker found here before.</summary>
    public abstract Task<StagedPackage> GetAsync(LibraryIdentity library);

    public async Task<LibraryIdentity?> FindLibraryAsync(
        LibraryRange libraryRange, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        IReadOnlyList<NuGetVersion> versions = await GetVersionsAsync(libraryRange.Name);
        NuGetVersion? best = libraryRange.VersionRange?.FindBestMatch(versions);
        return best is null ? null : new LibraryIdentity(libraryRange.Name, best, LibraryType.Package);
    }

    public async Task<LibraryDependencyInfo> GetDependenciesAsync(
        LibraryIdentity libraryIdentity, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        StagedPackage package = await GetAsync(libraryIdentity);
        return LibraryDependencyInfo.Create(
            new LibraryIdentity(package.Id, package.Version, LibraryType.Package),
            framework,
            PackageDependencies.Restored(package, framework).Select(PackagingUtility.GetLibraryDependencyFromNuspec).ToArray());
    }

    public Task<IPackageDownloader> GetPackageDownloaderAsync(
        PackageIdentity packageIdentity, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task<IEnumerable<NuGetVersion>?> GetAllVersionsAsync(
        string id, SourceCacheContext cacheContext, ILogger logger, CancellationToken token) => await GetVersionsAsync(id);

    protected abstract Task<IReadOnlyList<NuGetVersion>> GetVersionsAsync(string id);
}
