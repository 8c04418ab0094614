using GaoDev.Runtime.Packages.Local;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Trust;

namespace GaoDev.Runtime.Packages;

/// <summary>What is to be installed, and from where. Immutable.</summary>
internal sealed record PackageRequest
{
    /// <summary>A package id, or the path of a .nupkg file.</summary>
    public required string Package { get; init; }

    /// <summary>An exact version, a range such as <c>[1.0,2.0)</c>, a floating version such as <c>1.*</c>, or null for the latest.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the latest version may be a pre-release.</summary>
    public bool IncludePrerelease { get; init; }

    /// <summary>Addresses or folders to use in place of the configured sources. Empty: the configured ones.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Addresses or folders to use beside the configured or named sources.</summary>
    public IReadOnlyList<string> AddedSources { get; init; } = [];

    /// <summary>A nuget.config to use in place of those that are looked up, or null.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Whether a source that cannot be reached is passed over, as long as another one has what is needed.</summary>
    public bool IgnoreFailedSources { get; init; }

    /// <summary>The folder from which nuget.config is looked up, and to which relative paths are relative.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Whether what NuGet cached of a feed is passed over.</summary>
    public bool NoCache { get; init; }

    /// <summary>How long a source may be silent before it counts as unreachable.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What may be installed at all.</summary>
    public InstallationPolicy Policy { get; init; } = InstallationPolicy.None;

    /// <summary>The lock entry to restore exactly, or null.</summary>
    public LockedPlugin? Locked { get; init; }

    /// <summary>Whether a folder is linked to: read at each start, and not only now.</summary>
    public bool IsLink { get; init; }

    /// <summary>What <see cref="Package"/> is: no package id has a separator, and what ends like a file is one.</summary>
    public PackageKind Kind =>
        Package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) ? PackageKind.File
        : Package.EndsWith(BundleFile.Extension, StringComparison.OrdinalIgnoreCase) ? PackageKind.Bundle
        : Package is "." or ".." || Package.AsSpan().ContainsAny('/', '\\') || Package.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) ? PackageKind.Folder
        : PackageKind.Id;

    /// <summary>Where <see cref="Package"/> is, if it is a path.</summary>
    public string FullPath => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Package, WorkingDirectory));
}
