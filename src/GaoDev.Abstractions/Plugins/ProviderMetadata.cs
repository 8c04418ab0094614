using GaoDev.Permissions;

namespace GaoDev.Plugins;

/// <summary>What is known of a provider without making one. Immutable.</summary>
public sealed record ProviderMetadata
{
    /// <summary>The provider's name in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's SemVer 2 version.</summary>
    public required string Version { get; init; }

    /// <summary>One line on what it does; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who wrote it; may be empty.</summary>
    public string Author { get; init; } = "";

    /// <summary>Canonical model names, best first. Empty means any.</summary>
    public IReadOnlyList<string> SupportedModels { get; init; } = [];

    /// <summary>The model of a task that names none, or null where there is none.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>Whether nothing works without a key.</summary>
    public bool RequiresApiKey { get; init; }

    /// <summary>The command-line tool without which nothing works, or null.</summary>
    public string? RequiresCli { get; init; }

    /// <summary>The settings that it takes, in order of name.</summary>
    public IReadOnlyList<ProviderOptionMetadata> Options { get; init; } = [];

    /// <summary>What it asks for.</summary>
    public IReadOnlyList<Permission> Permissions { get; init; } = [];

    /// <summary>The contract that it was built against.</summary>
    public string ContractVersion { get; init; } = Plugins.ContractVersion.Text;
}
