namespace GaoDev.Generators.Models;

/// <summary>One declared option. <paramref name="Default"/> is text in the invariant culture, as the manifest writes it.</summary>
internal sealed record OptionFacts(
    string Name,
    OptionKind Kind,
    string? Environment,
    string? Default,
    bool IsRequired,
    bool IsSecret,
    string Description,
    EquatableArray<string> AllowedValues);
