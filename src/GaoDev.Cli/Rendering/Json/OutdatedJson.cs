using GaoDev.Runtime.Packages;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>An installed plugin beside what its sources have, as <c>--json</c> shows it.</summary>
internal sealed record OutdatedJson(string Package, string Installed, string? Update, string? Latest, string? Pinned, string? Problem)
{
    public static OutdatedJson Of(OutdatedPlugin plugin) =>
        new(plugin.Package, plugin.Installed, plugin.IsOutdated ? plugin.Wanted : null, plugin.Latest, plugin.Pinned, plugin.Problem);
}
