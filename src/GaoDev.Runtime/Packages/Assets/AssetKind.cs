namespace GaoDev.Runtime.Packages.Assets;

/// <summary>The kinds of files that a plugin needs when it runs.</summary>
internal enum AssetKind
{
    /// <summary>An assembly.</summary>
    Managed,

    /// <summary>A native library.</summary>
    Native,

    /// <summary>An assembly with the resources of one culture.</summary>
    Satellite,
}
