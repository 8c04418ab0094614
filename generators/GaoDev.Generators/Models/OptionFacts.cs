namespace GaoDev.Generators.Models;

/// <summary>One declared option. <paramref name="Default"/> and <paramref name="AllowedValues"/> are text in the invariant culture, sorted, as the manifest has them.</summary>
internal sealed record OptionFacts(
    string Name,
    OptionKind Kind,
    string? Environment,
    string? Default,
    bool IsRequired,
    bool IsSecret,
    string Description,
    EquatableArray<string> AllowedValues);
