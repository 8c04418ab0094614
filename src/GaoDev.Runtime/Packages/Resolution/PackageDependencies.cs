using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Which dependencies of a package count for the host's framework.</summary>
internal static class PackageDependencies
{
    /// <summary>All that its nuspec has for the framework, shared and pruned ones included.</summary>
    /// <exception cref="PluginException">The nuspec's dependencies are not valid.</exception>
    public static IReadOnlyList<PackageDependency> Declared(StagedPackage package, NuGetFramework framework)
    {
        try
        {
            PackageDependencyGroup? group = NuGetFrameworkUtility.GetNearest(
                package.Description.GetDependencyGroups(), framework, item => item.TargetFramework);
            PackageDependency[] dependencies = [.. group?.Packages ?? []];
            return Array.TrueForAll(dependencies, dependency => PackageIdValidator.IsValidPackageId(dependency.Id))
                ? dependencies
                : throw PackageErrors.Corrupt(package.ToString(), "depends on something that is no package id");
        }
        catch (Exception invalid) when (invalid is PackagingException or ArgumentException or FormatException or InvalidDataException)
        {
            throw PackageErrors.Corrupt(package.ToString(), "has dependencies that cannot be read", invalid);
        }
    }

    /// <summary>Those that are restored: neither the framework nor the host brings them.</summary>
    public static IEnumerable<PackageDependency> Restored(StagedPackage package, NuGetFramework framework) =>
        Declared(package, framework).Where(dependency =>
            HostPackages.VersionOf(dependency.Id) is null && !SharedFramework.Prunes(dependency.Id, dependency.VersionRange));
}
