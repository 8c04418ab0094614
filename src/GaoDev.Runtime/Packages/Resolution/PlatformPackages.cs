using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Writes down a closure for all platforms: a package that only some need says which.</summary>
internal static class PlatformPackages
{
    /// <summary>The machines that a lock file is made for.</summary>
    public static readonly string[] Runtimes =
        ["linux-arm64", "linux-musl-arm64", "linux-musl-x64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64"];

    /// <param name="here">What this machine needs.</param>
    /// <param name="runtime">This machine.</param>
    /// <param name="elsewhere">What others need, once for each machine; empty where all need the same.</param>
    public static IReadOnlyList<LockedPackage> Lock(
        IReadOnlyList<ResolvedPackage> here, string runtime, IReadOnlyList<(StagedPackage Package, string Runtime)> elsewhere)
    {
        if (elsewhere.Count == 0)
        {
            return [.. here.Select(resolved => Lock(resolved.Package, null))];
        }

        string[] all = [.. elsewhere.Select(pair => pair.Runtime).Append(runtime).Distinct().Order(StringComparer.Ordinal)];
        return
        [
            .. from pair in here.Select(resolved => (resolved.Package, Runtime: runtime)).Concat(elsewhere)
               group pair by (Id: pair.Package.Id.ToLowerInvariant(), pair.Package.Version) into package
               let runtimes = package.Select(pair => pair.Runtime).Distinct().Order(StringComparer.Ordinal).ToArray()
               let locked = Lock(package.First().Package, runtimes.Length == all.Length ? null : string.Join(' ', runtimes))
               orderby $"{locked.Id} {locked.Version}".ToUpperInvariant()
               select locked,
        ];
    }

    private static LockedPackage Lock(StagedPackage package, string? runtimes) =>
        new(package.Id, package.Version.ToNormalizedString(), package.ContentHash, package.Source, package.Signature?.Signer, runtimes);
}
