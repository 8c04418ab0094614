namespace GaoDev.Runtime.Packages.Lock;

/// <summary>What is installed. Immutable; docs/packages.md describes the file.</summary>
/// <param name="Plugins">The plugins, in order of package id.</param>
internal sealed record PluginLock(IReadOnlyList<InstalledPlugin> Plugins)
{
    /// <summary>The number of the format. Another one is refused.</summary>
    public const int Schema = 1;

    public static PluginLock Empty { get; } = new([]);

    /// <summary>The lock with a plugin in place of the one of that package id, if there is one.</summary>
    public PluginLock With(InstalledPlugin plugin) => new([
        .. Without(plugin.PackageId).Plugins.Append(plugin).OrderBy(other => other.PackageId, StringComparer.OrdinalIgnoreCase)]);

    /// <summary>The lock without the plugin of that package id.</summary>
    public PluginLock Without(string packageId) => new([
        .. Plugins.Where(plugin => !plugin.PackageId.Equals(packageId, StringComparison.OrdinalIgnoreCase))]);
}
