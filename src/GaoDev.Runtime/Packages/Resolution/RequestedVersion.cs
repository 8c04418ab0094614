using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Turns what was asked for into the versions that would do.</summary>
internal sealed class RequestedVersion(PackageFeeds feeds, CancellationToken cancellationToken)
{
    /// <exception cref="PluginException">The id or the version is none, or there is nothing to choose the latest from.</exception>
    public async Task<VersionRange> ResolveAsync(PackageRequest request, StagedPackage? file)
    {
        if (file is not null)
        {
            return Exactly(file.Version);
        }

        if (!PackageIdValidator.IsValidPackageId(request.Package))
        {
            throw new PluginException(
                PluginErrorCode.PackageNotFound, $"'{request.Package}' is no package id.", "Name a package, or the path of a .nupkg file.", request.Package);
        }

        if (request.Version is null)
        {
            return Exactly(await FindLatestAsync(request));
        }

        if (NuGetVersion.TryParse(request.Version, out NuGetVersion? exact))
        {
            return Exactly(exact);
        }

        return VersionRange.TryParse(request.Version, out VersionRange? range)
            ? range
            : throw new PluginException(
                PluginErrorCode.VersionNotFound,
                $"'{request.Version}' is no version.",
                $"Write a version such as {request.Package}@1.2.3, or a range such as {request.Package}@[1.2,2.0).",
                request.Package);
    }

    private static VersionRange Exactly(NuGetVersion version) => new(version, includeMinVersion: true, version, includeMaxVersion: true);

    private async Task<NuGetVersion> FindLatestAsync(PackageRequest request)
    {
        IReadOnlyList<NuGetVersion> versions = await feeds.GetVersionsAsync(request.Package, listedOnly: true, cancellationToken);
        return versions.FirstOrDefault(version => request.IncludePrerelease || !version.IsPrerelease)
            ?? throw await VersionFailures.CreateAsync(feeds, request.Package, null, "", cancellationToken);
    }
}
