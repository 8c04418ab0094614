using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Local;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Resolution;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages;

/// <summary>Finds the packages of a request, whatever kind of source it names. Lives as long as one installation.</summary>
internal sealed class RequestedPackages(
    PackageRequest request, string workFolder, PackageFeeds feeds, PackageDownloads downloads, TargetPlatform target, CancellationToken cancellationToken)
{
    /// <returns>The id of what was asked for, its closure on this machine, and what is recorded for all machines.</returns>
    /// <exception cref="PluginException">Something is missing, damaged or contradictory.</exception>
    public async Task<(string Id, IReadOnlyList<ResolvedPackage> Closure, IReadOnlyList<LockedPackage> Locked)> ResolveAsync()
    {
        if (request.Kind == PackageKind.Bundle)
        {
            (LockedPlugin bundled, IReadOnlyList<StagedPackage> packages) = await BundleFile.ReadAsync(request.FullPath, downloads);
            return (bundled.Id, await new LockedClosure(feeds, downloads, target, cancellationToken).ResolveAsync(bundled, packages), bundled.Packages);
        }

        if (request.Locked is { } locked)
        {
            return (locked.Id, await new LockedClosure(feeds, downloads, target, cancellationToken).RestoreAsync(locked), locked.Packages);
        }

        StagedPackage? file = request.Kind == PackageKind.Id ? null : await downloads.AddFileAsync(await FindFileAsync(), request.FullPath);
        string id = file?.Id ?? request.Package;
        VersionRange version = await new RequestedVersion(feeds, cancellationToken).ResolveAsync(request, file);
        DependencyResolver resolver = new(feeds, downloads, target, cancellationToken);
        IReadOnlyList<ResolvedPackage> closure = await resolver.ResolveAsync(id, version, file);
        return (id, closure, PlatformPackages.Lock(closure, target.RuntimeIdentifier, await resolver.ResolveElsewhereAsync()));
    }

    private async Task<string> FindFileAsync()
    {
        if (request.Kind == PackageKind.File)
        {
            return request.FullPath;
        }

        if (!Directory.Exists(request.FullPath) && !File.Exists(request.FullPath))
        {
            throw new PluginException(PluginErrorCode.PackageNotFound, $"{request.FullPath} does not exist.", "Check the path.", request.Package);
        }

        string folder = Directory.CreateDirectory(Path.Combine(workFolder, "packed")).FullName;
        return ProjectPackage.Find(request.FullPath) is { } project && !request.IsLink
            ? await ProjectPackage.PackAsync(project, folder, cancellationToken)
            : PluginFolderPackage.Pack(request.FullPath, folder);
    }
}
