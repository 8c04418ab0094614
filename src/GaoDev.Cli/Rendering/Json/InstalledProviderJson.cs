using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>A provider of a package that was installed or removed, as <c>--json</c> shows it.</summary>
internal sealed record InstalledProviderJson(string Name, IReadOnlyList<PermissionJson> Granted)
{
    public static InstalledProviderJson Of(InstalledProvider provider) => new(provider.Name, [.. provider.Granted.Select(PermissionJson.Of)]);
}
