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
    private LockedPlugin? _locked = request.Locked;
    private IReadOnlyList<(StagedPackage, string)> _elsewhere = [];

    /// <returns>The id of what was asked for, and its closure on this machine; signatures are still being verified.</returns>
    /// <exception cref="PluginException">Something is missing, damaged or contradictory.</exception>
    public async Task<(string Id, IReadOnlyList<ResolvedPackage> Closure)> ResolveAsync()
    {
        if (request.Kind == PackageKind.Bundle)
        {
            (_locked, IReadOnlyList<StagedPackage> packages) = await BundleFile.ReadAsync(request.FullPath, downloads);
            return (_locked.Id, await new LockedClosure(feeds, downloads, target, cancellationToken).ResolveAsync(_locked, packages));
        }

        if (_locked is not null)
        {
            return (_locked.Id, await new LockedClosure(feeds, downloads, target, cancellationToken).RestoreAsync(_locked));
        }

        StagedPackage? file = request.Kind == PackageKind.Id ? null : await downloads.AddFileAsync(await FindFileAsync(), request.FullPath);
        string id = file?.Id ?? request.Package;
        VersionRange version = await new RequestedVersion(feeds, cancellationToken).ResolveAsync(request, file);
        DependencyResolver resolver = new(feeds, downloads, target, cancellationToken);
        IReadOnlyList<ResolvedPackage> closure = await resolver.ResolveAsync(id, version, file);
        _elsewhere = await resolver.ResolveElsewhereAsync();
        return (id, closure);
    }

    /// <summary>What is recorded for all machines, once signatures are verified.</summary>
    /// <exception cref="PluginException">Somebody else signed a package than the lock file says.</exception>
    public IReadOnlyList<LockedPackage> Lock(IReadOnlyList<ResolvedPackage> closure)
    {
        if (_locked is null)
        {
            return PlatformPackages.Lock(closure, target.RuntimeIdentifier, _elsewhere);
        }

        LockedClosure.CompareSigners(_locked, closure);
        return _locked.Packages;
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
