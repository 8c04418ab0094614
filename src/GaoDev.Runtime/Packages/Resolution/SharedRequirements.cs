using GaoDev.Plugins.Diagnostics;
using NuGet.Frameworks;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// Holds a closure to what the host shares: a plugin that needs more is refused, by name, and never given a private
/// copy whose types would not be the host's.
/// </summary>
internal static class SharedRequirements
{
    /// <exception cref="PluginException">A package needs a newer shared package than the host has.</exception>
    public static void Check(IEnumerable<ResolvedPackage> closure, NuGetFramework framework)
    {
        foreach (ResolvedPackage resolved in closure)
        {
            foreach (PackageDependency dependency in PackageDependencies.Declared(resolved.Package, framework))
            {
                NuGetVersion? host = HostPackages.VersionOf(dependency.Id);
                if (host is not null && dependency.VersionRange.MinVersion is { } needed && needed > host)
                {
                    throw new PluginException(
                        PluginErrorCode.SharedDependencyTooNew,
                        $"{resolved.Package} needs {dependency.Id} {needed}, and this gao-dev shares {host} with plugins.",
                        "Update gao-dev, or install an older version of the package.",
                        resolved.Package.Id);
                }
            }
        }
    }
}
