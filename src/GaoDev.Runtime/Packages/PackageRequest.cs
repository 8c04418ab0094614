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

    /// <summary>Whether <see cref="Package"/> is a file.</summary>
    public bool IsFile => Package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);
}
