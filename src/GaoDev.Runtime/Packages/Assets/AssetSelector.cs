using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Resolution;
using NuGet.Client;
using NuGet.ContentModel;
using NuGet.Packaging;

namespace GaoDev.Runtime.Packages.Assets;

/// <summary>Chooses, by NuGet's conventions, which files of a package this machine needs. Not thread-safe: NuGet's conventions are not.</summary>
internal sealed class AssetSelector(TargetPlatform target)
{
    private const string Placeholder = "_._";

    private readonly ManagedCodeConventions _conventions = new(target.Runtimes);

    /// <exception cref="PluginException">The package has assemblies, and none for this framework.</exception>
    public IReadOnlyList<PackageAsset> Select(ResolvedPackage resolved)
    {
        StagedPackage package = resolved.Package;
        RefuseOtherFrameworks(package);

        ContentItemCollection items = new();
        items.Load(package.Files);
        SelectionCriteria criteria = _conventions.Criteria.ForFrameworkAndRuntime(target.Framework, target.RuntimeIdentifier);
        ManagedCodeConventions.ManagedCodePatterns patterns = _conventions.Patterns;
        IList<ContentItem>? managed = items.FindBestItemGroup(criteria, patterns.RuntimeAssemblies)?.Items;
        IList<ContentItem>? native = items.FindBestItemGroup(criteria, patterns.NativeLibraries)?.Items;
        IList<ContentItem>? satellites = items.FindBestItemGroup(criteria, patterns.ResourceAssemblies)?.Items;
        if (managed is null
            && items.FindBestItemGroup(criteria, patterns.CompileRefAssemblies, patterns.CompileLibAssemblies) is null
            && native is null
            && package.Files.Any(IsAssembly))
        {
            throw new PluginException(
                PluginErrorCode.NoCompatibleAssets,
                $"{package} has nothing that runs on {target.Text}; it is for {Frameworks(package)}.",
                "Install another version of the package, or ask its author for one for .NET 10.",
                package.Id);
        }

        return
        [
            .. Assets(resolved.UsesRuntime ? managed : null, AssetKind.Managed),
            .. Assets(resolved.UsesNative ? native : null, AssetKind.Native),
            .. Assets(resolved.UsesRuntime ? satellites : null, AssetKind.Satellite),
        ];

        IEnumerable<PackageAsset> Assets(IList<ContentItem>? found, AssetKind kind) =>
            from item in found ?? []
            where !item.Path.EndsWith(Placeholder, StringComparison.Ordinal)
            select Checked(new PackageAsset(package, item.Path, kind, kind == AssetKind.Satellite ? Culture(item) : ""));
    }

    private static string Culture(ContentItem item) =>
        item.Properties.TryGetValue(ManagedCodeConventions.PropertyNames.Locale, out object? culture) && culture is string text ? text : "";

    private static PackageAsset Checked(PackageAsset asset) => EntryNames.IsPortable(asset.Name)
        ? asset
        : throw PackageErrors.Corrupt(asset.Package.ToString(), $"has a file, {asset.Name}, that not every system can hold");

    private static bool IsAssembly(string file) =>
        (file.StartsWith("lib/", StringComparison.OrdinalIgnoreCase)
            || (file.StartsWith("runtimes/", StringComparison.OrdinalIgnoreCase) && file.Contains("/lib/", StringComparison.OrdinalIgnoreCase)))
        && file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static string Frameworks(StagedPackage package) => string.Join(", ", package.Files
        .Where(IsAssembly)
        .Select(file => file.Split('/'))
        .Select(parts => parts[0] == "lib" ? parts[1] : $"{parts[1]} {parts[3]}")
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Take(8));

    // The plugin host has Microsoft.NETCore.App and no other shared framework.
    private void RefuseOtherFrameworks(StagedPackage package)
    {
        FrameworkReferenceGroup? group = NuGet.Frameworks.NuGetFrameworkUtility.GetNearest(
            package.Description.GetFrameworkRefGroups(), target.Framework, item => item.TargetFramework);
        string? name = group?.FrameworkReferences.FirstOrDefault(reference => reference.Name != "Microsoft.NETCore.App")?.Name;
        if (name is not null)
        {
            throw new PluginException(
                PluginErrorCode.NoCompatibleAssets,
                $"{package} needs the shared framework {name}, which the plugin host does not have.",
                "Install another version of the package, or ask its author for one that needs only .NET itself.",
                package.Id);
        }
    }
}
