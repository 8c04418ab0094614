using GaoDev.Runtime.Packages.Assets;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>One installed plugin package as the lock file has it. Immutable.</summary>
internal sealed record InstalledPlugin
{
    /// <summary>The package's id.</summary>
    public required string PackageId { get; init; }

    /// <summary>The package's normalized version.</summary>
    public required string Version { get; init; }

    /// <summary>Where it came from: an address without credentials, a folder or a file.</summary>
    public required string Source { get; init; }

    /// <summary>The version or range that was asked for, which an update keeps to; null for the latest.</summary>
    public string? Requested { get; init; }

    /// <summary>The sources that were named, without credentials; empty where the configured ones were used.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The folder that it was linked to and that is read at each start, or null where it is installed as it is.</summary>
    public string? Link { get; init; }

    /// <summary>What the assets were chosen for, such as <c>net10.0/linux-x64</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The folder of its files, relative to the home folder, with <c>/</c>.</summary>
    public required string Entry { get; init; }

    /// <summary>Every package that was restored for it, itself included, in order of id.</summary>
    public required IReadOnlyList<LockedPackage> Closure { get; init; }

    /// <summary>The files by name.</summary>
    public required RuntimeAssets Assets { get; init; }

    /// <summary>The SHA-256 of every file of the entry, in lower-case hexadecimal, by its path in the entry.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Its providers, in order of name.</summary>
    public required IReadOnlyList<InstalledProvider> Providers { get; init; }

    /// <summary>Why it is trusted.</summary>
    public required TrustRecord Trust { get; init; }

    /// <summary>Whether the user allowed it to run without confinement.</summary>
    public bool Unconfined { get; init; }

    /// <summary>Whether it runs.</summary>
    public PluginState State { get; init; }
}
