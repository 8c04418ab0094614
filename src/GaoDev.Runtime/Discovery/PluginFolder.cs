using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Runtime.Discovery;

/// <summary>
/// Finds plugins that somebody put into a plugins folder by hand: each immediate subfolder with an assembly that
/// declares a provider. Reads metadata and runs nothing. What it finds is untrusted.
/// </summary>
internal static class PluginFolder
{
    /// <summary>The plugins below a folder, in order of name; none where the folder does not exist.</summary>
    public static IReadOnlyList<ProviderPluginInfo> Discover(string folder, ProviderOrigin origin)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        EnumerationOptions visible = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = true };
        return
        [
            .. Directory.EnumerateDirectories(folder, "*", visible)
                .Order(StringComparer.Ordinal)
                .SelectMany(plugin => Read(plugin, origin)),
        ];
    }

    private static List<ProviderPluginInfo> Read(string plugin, ProviderOrigin origin)
    {
        List<ProviderPluginInfo> found = [];
        foreach (string assembly in Directory.EnumerateFiles(plugin, "*.dll").Order(StringComparer.Ordinal))
        {
            try
            {
                found.AddRange(ManifestReader.Read(assembly).Select(manifest => Untrusted(manifest, plugin, origin)));
            }
            catch (PluginException exception)
            {
                found.Add(Broken(Path.GetFileName(plugin), exception, plugin, origin));
            }
        }

        return found;
    }

    private static ProviderPluginInfo Untrusted(ProviderManifest manifest, string plugin, ProviderOrigin origin) => new()
    {
        Name = manifest.Metadata.Name,
        Origin = origin,
        Status = ProviderStatus.Untrusted,
        Problem = "untrusted: nobody has granted it anything, so it does not run",
        Confinement = ProviderConfinement.NotRun,
        Metadata = manifest.Metadata,
        Location = plugin,
    };

    private static ProviderPluginInfo Broken(string name, PluginException exception, string plugin, ProviderOrigin origin) => new()
    {
        Name = name,
        Origin = origin,
        Status = ProviderStatus.Broken,
        Problem = exception.Message,
        Confinement = ProviderConfinement.NotRun,
        Location = plugin,
    };
}
