using NuGet.Configuration;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>The provider packages that come with the application: a folder that is a feed, with all that they need.</summary>
internal static class CarriedPackages
{
    // What a message calls the folder.
    private const string SourceName = "gao-dev itself";

    /// <summary>The folder, where it has what is asked for and nobody named another source; otherwise null.</summary>
    public static PackageSource? Find(PackageRequest request)
    {
        if (request is not { CarriedFolder: { } folder, Kind: PackageKind.Id, Sources.Count: 0, AddedSources.Count: 0, ConfigurationFile: null } || !Directory.Exists(folder))
        {
            return null;
        }

        string? wanted = request.Locked?.Version ?? request.Version;
        return Directory.EnumerateFiles(folder, "*.nupkg").Any(file => IsPackage(Path.GetFileNameWithoutExtension(file), request.Package, wanted))
            ? new PackageSource(folder, SourceName)
            : null;
    }

    // <id>.<version>; another id may begin with this one, but what follows it is no version then.
    private static bool IsPackage(string name, string id, string? wanted) =>
        name.StartsWith(id + ".", StringComparison.OrdinalIgnoreCase)
        && NuGetVersion.TryParse(name[(id.Length + 1)..], out NuGetVersion? version)
        && (wanted is null || (NuGetVersion.TryParse(wanted, out NuGetVersion? exact) && exact == version));
}
