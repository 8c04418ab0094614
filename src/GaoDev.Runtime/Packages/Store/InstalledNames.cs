using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>Finds plugins by name, and keeps names unique. Names are compared ignoring case.</summary>
internal static class InstalledNames
{
    /// <returns>The plugin, or null where neither a provider nor a package of that name is installed.</returns>
    public static InstalledPlugin? TryFind(PluginLock installed, string name) =>
        installed.Plugins.FirstOrDefault(plugin => plugin.Providers.Any(provider => Same(provider.Name, name)))
        ?? installed.Plugins.FirstOrDefault(plugin => Same(plugin.PackageId, name));

    /// <exception cref="PluginException">Neither a provider nor a package of that name is installed.</exception>
    public static InstalledPlugin Find(PluginLock installed, string name) =>
        TryFind(installed, name)
        ?? throw new PluginException(
            PluginErrorCode.ProviderNotFound,
            $"No provider or package '{name}' is installed.",
            "gao-dev plugins list-providers shows what is installed.",
            name);

    /// <exception cref="PluginException">Another package already brings a provider of the same name.</exception>
    public static void RequireFree(PluginLock installed, InstalledPlugin plugin)
    {
        foreach (InstalledPlugin other in installed.Plugins.Where(other => !Same(other.PackageId, plugin.PackageId)))
        {
            InstalledProvider? taken = plugin.Providers.FirstOrDefault(provider => other.Providers.Any(theirs => Same(theirs.Name, provider.Name)));
            if (taken is not null)
            {
                throw new PluginException(
                    PluginErrorCode.DuplicateProvider,
                    $"{plugin.PackageId} {plugin.Version} brings provider '{taken.Name}', and {other.PackageId} {other.Version}, which is installed, does too.",
                    $"Keep one of them: gao-dev plugins uninstall-provider {taken.Name} removes the installed one.",
                    taken.Name);
            }
        }
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
