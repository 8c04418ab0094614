using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// The project that restore starts from: it references the one package that is installed, as a project of a user
/// would, so that what restore means for a project holds here.
/// </summary>
internal sealed class RootProject(string packageId, VersionRange version) : IDependencyProvider
{
    // No package can have this name.
    private const string Name = "gao-dev install";

    public static LibraryRange Range { get; } = new(Name, new VersionRange(new NuGetVersion(1, 0, 0)), LibraryDependencyTarget.Project);

    public bool SupportsType(LibraryDependencyTarget libraryTypeFlag) => libraryTypeFlag.HasFlag(LibraryDependencyTarget.Project);

    public Library? GetLibrary(LibraryRange libraryRange, NuGetFramework targetFramework) =>
        GetLibrary(libraryRange, targetFramework, null);

    public Library? GetLibrary(LibraryRange libraryRange, NuGetFramework targetFramework, string? alias) =>
        libraryRange.Name != Name
            ? null
            : new Library
            {
                LibraryRange = libraryRange,
                Identity = new LibraryIdentity(Name, new NuGetVersion(1, 0, 0), LibraryType.Project),
                Dependencies =
                [
                    new LibraryDependency
                    {
                        LibraryRange = new LibraryRange(packageId, version, LibraryDependencyTarget.Package),
                    },
                ],
                Items = new Dictionary<string, object>(),
            };
}
