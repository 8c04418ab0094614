using GaoDev.Runtime.Packages.Download;

namespace GaoDev.Runtime.Packages.Assets;

/// <summary>One file of a package that this machine needs when the plugin runs.</summary>
/// <param name="Package">The package that has it.</param>
/// <param name="Name">Its name in the package.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Culture">The culture of a satellite assembly, and else empty.</param>
internal sealed record PackageAsset(StagedPackage Package, string Name, AssetKind Kind, string Culture = "")
{
    /// <summary>The file name.</summary>
    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The file name without its extension: for an assembly, its simple name.</summary>
    public string SimpleName => System.IO.Path.GetFileNameWithoutExtension(FileName);

    /// <summary>Where it stands in a store entry. Ids and versions are in lower case, as in NuGet's own folders.</summary>
    public string EntryPath =>
        $"{Package.Id.ToLowerInvariant()}/{Package.Version.ToNormalizedString().ToLowerInvariant()}/{Name}";
}
