using GaoDev.Runtime;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>What was installed or removed, as <c>--json</c> shows it.</summary>
internal sealed record InstallationJson(string Package, string Version, string Source, string Runs, IReadOnlyList<PackageJson> Packages, IReadOnlyList<InstalledProviderJson> Providers)
{
    public static InstallationJson Of(InstalledPlugin plugin) => new(
        plugin.PackageId,
        plugin.Version,
        plugin.Source,
        ProviderText.Runs(plugin.Unconfined ? ProviderConfinement.Unconfined : ProviderConfinement.Confined),
        [.. plugin.Closure.Select(package => new PackageJson(package.Id, package.Version, package.Sha512, package.Source))],
        [.. plugin.Providers.Select(InstalledProviderJson.Of)]);
}
