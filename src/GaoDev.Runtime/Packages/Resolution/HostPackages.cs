using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// The closed set of packages that the host shares with plugins: never downloaded, never private. The versions are
/// those that this assembly was built with. Thread-safe.
/// </summary>
internal static class HostPackages
{
    private static readonly Dictionary<string, NuGetVersion> Shared = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GaoDev.Abstractions"] = NuGetVersion.Parse(HostPackageVersions.GaoDev),
        ["GaoDev.Sdk"] = NuGetVersion.Parse(HostPackageVersions.GaoDev),
        ["Microsoft.Extensions.DependencyInjection.Abstractions"] =
            NuGetVersion.Parse(HostPackageVersions.DependencyInjectionAbstractions),
        ["Microsoft.Extensions.Logging.Abstractions"] = NuGetVersion.Parse(HostPackageVersions.LoggingAbstractions),
    };

    /// <summary>The host's version, or null where the package is not shared.</summary>
    public static NuGetVersion? VersionOf(string id) => Shared.GetValueOrDefault(id);

    /// <summary>Whether an assembly of that simple name is the host's.</summary>
    public static bool Provides(string assembly) => Shared.ContainsKey(assembly);
}
