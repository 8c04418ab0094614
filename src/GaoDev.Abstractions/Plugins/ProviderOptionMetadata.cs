using GaoDev.Providers;

namespace GaoDev.Plugins;

/// <summary>One setting that a provider takes. Immutable.</summary>
public sealed record ProviderOptionMetadata
{
    /// <summary>The setting's name in snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of value it takes.</summary>
    public ProviderOptionType Type { get; init; }

    /// <summary>The environment variable that gives the value where the configuration does not, or null.</summary>
    public string? Environment { get; init; }

    /// <summary>The value where nothing gives one, as text in the invariant culture, or null.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the provider does not work without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the value is secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>One line for people; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The only values that are accepted. Empty means any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];
}
