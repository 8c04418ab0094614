using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GaoDev.Plugins.Manifests;
using GaoDev.Plugins.Permissions;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Validation;

/// <summary>
/// What a plugin's compiled code uses against what it declares, by the table that its author's editor has. Its own
/// assemblies and what it brings along are told apart. Reads metadata, runs nothing.
/// </summary>
/// <param name="plugin">The plugin, its manifests included.</param>
/// <param name="folder">The folder that its assets are relative to.</param>
internal sealed class CodePermissions(InstalledPlugin plugin, string folder)
{
    private readonly string _own = $"{plugin.PackageId}/{plugin.Version}/";

    /// <summary>What its own assemblies use and none of its providers declares, one line each.</summary>
    public IReadOnlyList<string> FindUndeclared() => Find(path => path.StartsWith(_own, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the assemblies that it brings along use and none of its providers declares, one line each.</summary>
    public IReadOnlyList<string> FindInDependencies() => Find(path => !path.StartsWith(_own, StringComparison.OrdinalIgnoreCase));

    private string[] Find(Func<string, bool> isAsked)
    {
        HashSet<GuardedCapability> declared =
        [
            .. from provider in plugin.Providers
               from permission in ManifestParser.Parse(provider.ContractVersion, provider.EntryType, provider.ManifestJson, plugin.PackageId).Metadata.Permissions
               let capability = DeclaredPermissions.CapabilityOf(PermissionKindNames.NameOf(permission.Kind))
               where capability is not null
               select capability.Value,
        ];
        return
        [
            .. from asset in plugin.Assets.Managed.OrderBy(asset => asset.Key, StringComparer.Ordinal)
               where isAsked(asset.Value)
               from api in FindApis(Path.Combine(folder, asset.Value.Replace('/', Path.DirectorySeparatorChar)))
               where api.Capability != GuardedCapability.Console && !declared.Contains(api.Capability)
               group api by (Assembly: asset.Key, api.Capability) into uses
               select Describe(uses.Key.Assembly, uses.Key.Capability, [.. uses.Select(api => api.ToString())]),
        ];
    }

    private static IReadOnlyList<GuardedApi> FindApis(string path)
    {
        try
        {
            using PEReader image = new(File.OpenRead(path), PEStreamOptions.PrefetchMetadata);
            return image.HasMetadata ? IlPermissionReader.FindApis(image.GetMetadataReader()) : [];
        }
        catch (Exception damaged) when (DamagedImage.Explains(damaged))
        {
            // What is no assembly cannot be loaded as one, and loading it says so.
            return [];
        }
    }

    private static string Describe(string assembly, GuardedCapability capability, IReadOnlyList<string> apis)
    {
        string more = apis.Count > 1 ? $" and {apis.Count - 1} more" : "";
        string needs = GuardedRules.AttributesOf(capability) is { } attributes ? $"needs {attributes}" : "is code that is loaded, made or found by name at run time";
        return $"{assembly}.dll uses {apis[0]}{more}, which {needs} ({GuardedRules.IdOf(capability)})";
    }
}
