using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Assets;
using GaoDev.Runtime.Packages.Download;

namespace GaoDev.Runtime.Packages;

/// <summary>Finds the providers of a package in its own assemblies. What its dependencies bring does not count.</summary>
internal static class ProviderFinder
{
    /// <returns>The providers, in order of name.</returns>
    /// <exception cref="PluginException">There is none, one is not valid, or two have one name.</exception>
    public static IReadOnlyList<FoundProvider> Find(StagedPackage root, StoreEntry entry, string folder)
    {
        string own = $"{root.Id.ToLowerInvariant()}/{root.Version.ToNormalizedString().ToLowerInvariant()}/";
        List<FoundProvider> found = [];
        foreach ((string assembly, string path) in entry.Assets.Managed.Where(asset => asset.Value.StartsWith(own, StringComparison.Ordinal)))
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar)));
            string origin = $"{root} ({Path.GetFileName(path)})";
            found.AddRange(ManifestReader.Read(file, origin).Select(manifest => new FoundProvider(manifest, assembly)));
        }

        found.Sort((left, right) => string.CompareOrdinal(left.Manifest.Metadata.Name, right.Manifest.Metadata.Name));
        for (int index = 1; index < found.Count; index++)
        {
            if (found[index - 1].Manifest.Metadata.Name == found[index].Manifest.Metadata.Name)
            {
                throw new PluginException(
                    PluginErrorCode.ManifestInvalid,
                    $"{root} declares provider '{found[index].Manifest.Metadata.Name}' in two assemblies. Nothing was installed.",
                    "Ask its author for a corrected package.",
                    root.Id);
            }
        }

        return found.Count > 0
            ? found
            : throw new PluginException(
                PluginErrorCode.NotAProvider,
                $"{root} has no provider in it. Nothing was installed.",
                "Install a package that was built with GaoDev.Sdk; its tag is gaodev-provider.",
                root.Id);
    }
}
