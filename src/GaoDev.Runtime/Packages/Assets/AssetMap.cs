using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Resolution;

namespace GaoDev.Runtime.Packages.Assets;

/// <summary>
/// Decides which file a name means where several packages bring one of that name: the highest assembly version, and
/// never one that the framework or the host brings. Built by one thread.
/// </summary>
internal sealed class AssetMap
{
    private readonly SortedDictionary<string, (string Path, Version Version)> _managed = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, string> _native = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _satellites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an extracted file, in order of package id.</summary>
    public void Add(PackageAsset asset, string file)
    {
        switch (asset.Kind)
        {
            case AssetKind.Managed:
                AddManaged(asset, file);
                break;
            case AssetKind.Native:
                _native.TryAdd(asset.FileName, asset.EntryPath);
                break;
            default:
                if (!_satellites.TryGetValue(asset.Culture, out SortedDictionary<string, string>? culture))
                {
                    _satellites.Add(asset.Culture, culture = new(StringComparer.OrdinalIgnoreCase));
                }

                culture.TryAdd(asset.SimpleName, asset.EntryPath);
                break;
        }
    }

    public RuntimeAssets ToAssets() => new(
        _managed.ToDictionary(pair => pair.Key, pair => pair.Value.Path, StringComparer.OrdinalIgnoreCase),
        new Dictionary<string, string>(_native, StringComparer.OrdinalIgnoreCase),
        _satellites.ToDictionary(
            pair => pair.Key,
            IReadOnlyDictionary<string, string> (pair) => new Dictionary<string, string>(pair.Value, StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase));

    private void AddManaged(PackageAsset asset, string file)
    {
        Version version = ReadVersion(file);
        if (HostPackages.Provides(asset.SimpleName) || SharedFramework.Provides(asset.SimpleName, version))
        {
            return;
        }

        if (!_managed.TryGetValue(asset.SimpleName, out (string Path, Version Version) other) || version > other.Version)
        {
            _managed[asset.SimpleName] = (asset.EntryPath, version);
        }
    }

    // A file that is no assembly is still what a plugin may ask for by that name; loading it says what is wrong.
    private static Version ReadVersion(string file)
    {
        try
        {
            using PEReader image = new(File.OpenRead(file), PEStreamOptions.PrefetchMetadata);
            return image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata
                ? metadata.GetAssemblyDefinition().Version
                : new Version(0, 0, 0, 0);
        }
        catch (Exception damaged) when (DamagedImage.Explains(damaged) || damaged is IOException)
        {
            return new Version(0, 0, 0, 0);
        }
    }
}
