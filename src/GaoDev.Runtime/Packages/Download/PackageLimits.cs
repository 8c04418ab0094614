namespace GaoDev.Runtime.Packages.Download;

/// <summary>What a package may be at most. Checked before anything of it is read into memory or written out.</summary>
internal static class PackageLimits
{
    /// <summary>Bytes of one package file.</summary>
    public const long PackageBytes = 512L * 1024 * 1024;

    /// <summary>Bytes of a package's directory of entries, which reading a package holds in memory.</summary>
    public const long DirectoryBytes = 16L * 1024 * 1024;

    /// <summary>Entries of one package.</summary>
    public const int Entries = 50_000;

    /// <summary>Bytes of a nuspec or a runtime.json.</summary>
    public const int DescriptionBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of one file that is kept, extracted.</summary>
    public const long FileBytes = 1024L * 1024 * 1024;

    /// <summary>Bytes of all files that are kept of a closure, extracted.</summary>
    public const long ClosureBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>How many times larger a file may become when it is extracted, beyond its first <see cref="UnsuspiciousBytes"/>.</summary>
    public const int Ratio = 200;

    /// <summary>Bytes that a file may have whatever its ratio.</summary>
    public const long UnsuspiciousBytes = 1024 * 1024;

    /// <summary>Packages of one closure.</summary>
    public const int Packages = 1_000;
}
