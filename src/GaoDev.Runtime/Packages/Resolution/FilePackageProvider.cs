using GaoDev.Runtime.Packages.Download;
using NuGet.Configuration;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>The one package that was given as a file. Its folder is no source.</summary>
internal sealed class FilePackageProvider(StagedPackage package, NuGetFramework framework) : PackageProvider(framework)
{
    public override bool IsHttp => false;

    public override PackageSource Source { get; } = new(package.Source);

    public override Task<StagedPackage> GetAsync(LibraryIdentity library) => Task.FromResult(package);

    protected override Task<IReadOnlyList<NuGetVersion>> GetVersionsAsync(string id) =>
        Task.FromResult<IReadOnlyList<NuGetVersion>>(
            id.Equals(package.Id, StringComparison.OrdinalIgnoreCase) ? [package.Version] : []);
}
