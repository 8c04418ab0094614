using GaoDev.Runtime.Packages.Download;
using NuGet.Configuration;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>The packages of a lock file, all of them staged: the walk over them asks nobody.</summary>
internal sealed class LockedPackages(IReadOnlyList<StagedPackage> packages, NuGetFramework framework) : PackageProvider(framework)
{
    private readonly ILookup<string, StagedPackage> _packages = packages.ToLookup(package => package.Id, StringComparer.OrdinalIgnoreCase);

    public override bool IsHttp => false;

    public override PackageSource Source { get; } = new("the lock file");

    public override Task<StagedPackage> GetAsync(LibraryIdentity library) =>
        Task.FromResult(_packages[library.Name].First(package => package.Version == library.Version));

    protected override Task<IReadOnlyList<NuGetVersion>> GetVersionsAsync(string id) =>
        Task.FromResult<IReadOnlyList<NuGetVersion>>([.. _packages[id].Select(package => package.Version)]);
}
