using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Local;

/// <summary>
/// A plugin that its author works on: read from the folder that it is built into, at each start. What it was granted
/// stays what it was granted, whatever it asks for by now.
/// </summary>
internal static class LinkedPlugin
{
    /// <exception cref="PluginException">The folder has no such provider, or none that is valid.</exception>
    public static ProviderManifest ReadManifest(string folder, InstalledProvider provider)
    {
        string assembly = Path.Combine(folder, provider.EntryAssembly + ".dll");
        ProviderManifest? manifest = File.Exists(assembly)
            ? ManifestReader.Read(assembly).FirstOrDefault(found => found.Metadata.Name == provider.Name)
            : null;
        return manifest ?? throw new PluginException(
            PluginErrorCode.NotAProvider, $"'{provider.Name}' is linked to {folder}, where it is not.", "Build it, or uninstall it.", provider.Name);
    }

    /// <summary>What lies in a folder as a build leaves it.</summary>
    public static PluginAssets FindAssets(string folder, string entryAssembly)
    {
        Dictionary<string, string> managed = Files(folder, "*.dll", Path.GetFileNameWithoutExtension);
        Dictionary<string, string> native = Files(folder, OperatingSystem.IsWindows() ? "*.dll" : OperatingSystem.IsMacOS() ? "*.dylib" : "*.so", Path.GetFileName);
        Dictionary<string, IReadOnlyDictionary<string, string>> satellites = new(StringComparer.OrdinalIgnoreCase);
        foreach (string culture in Directory.EnumerateDirectories(folder))
        {
            Dictionary<string, string> files = Files(culture, "*.resources.dll", Path.GetFileNameWithoutExtension);
            if (files.Count > 0)
            {
                satellites.Add(Path.GetFileName(culture), files);
            }
        }

        return new PluginAssets(entryAssembly, managed, native, satellites);
    }

    private static Dictionary<string, string> Files(string folder, string pattern, Func<string, string?> name) =>
        Directory.EnumerateFiles(folder, pattern).ToDictionary(path => name(path)!, path => path, StringComparer.OrdinalIgnoreCase);
}
