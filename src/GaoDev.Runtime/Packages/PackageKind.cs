namespace GaoDev.Runtime.Packages;

/// <summary>The kinds of what can be installed.</summary>
internal enum PackageKind
{
    /// <summary>A package of a feed, by its id.</summary>
    Id,

    /// <summary>A package file.</summary>
    File,

    /// <summary>A bundle file.</summary>
    Bundle,

    /// <summary>A folder with a built plugin or with a project, or a project file.</summary>
    Folder,
}
