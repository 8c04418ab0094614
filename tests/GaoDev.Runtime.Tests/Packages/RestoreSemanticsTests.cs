using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Assets;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Resolution;
using GaoDev.Runtime.Packages.Sources;
using GaoDev.Runtime.Trust;
using NuGet.Versioning;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>Real packages, restored by us and by the SDK.</summary>
public sealed class RestoreSemanticsTests(RestoreJudge judge) : IClassFixture<RestoreJudge>
{
    public static TheoryData<string> Packages => new(RestoreJudge.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Closure_OfARealPackage_IsThatOfDotnetRestore(string package)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string[] identity = package.Split('/');
        using TestFolder folder = new();
        using PackageFeeds feeds = PackageFeeds.Open(new PackageRequest { Package = identity[0], WorkingDirectory = judge.Folder });
        await using PackageDownloads downloads = new(folder.Path, new SignatureVerification(feeds.Settings), null, cancellation);

        (string[] errors, string[] packages, string[] files) = await judge.ReadAsync(identity[0], cancellation);
        Task<IReadOnlyList<ResolvedPackage>> resolving = new DependencyResolver(feeds, downloads, TargetPlatform.Current, cancellation)
            .ResolveAsync(identity[0], VersionRange.Parse($"[{identity[1]}]"), file: null);
        if (errors.Length > 0)
        {
            // What the sources have differs between machines, and so may what cannot be restored from them.
            PluginException refused = await Assert.ThrowsAsync<PluginException>(() => resolving);
            Assert.Equal(Assert.Single(errors), refused.Code switch
            {
                PluginErrorCode.DependencyConflict => "NU1605",
                PluginErrorCode.PackageNotFound => "NU1101",
                PluginErrorCode.VersionNotFound => "NU1102",
                _ => refused.Id,
            });
            return;
        }

        IReadOnlyList<ResolvedPackage> closure = await resolving;
        Assert.Equal(
            packages,
            closure.Select(resolved => $"{resolved.Package.Id} {resolved.Package.Version.ToNormalizedString()} {resolved.Package.ContentHash}")
                .Order(StringComparer.OrdinalIgnoreCase));
        AssetSelector selector = new(TargetPlatform.Current);
        Assert.Equal(
            files,
            closure.SelectMany(selector.Select).Select(asset => $"{asset.Kind} {asset.Package.Id} {asset.Name}")
                .Order(StringComparer.OrdinalIgnoreCase));
    }
}
