namespace GaoDev.Generators.Models;

/// <summary>What a provider says of itself, complete and in the manifest's order, except for its version.</summary>
/// <param name="Version">The version that the attribute gives, or null where the package's counts.</param>
internal sealed record ProviderFacts(
    string Name,
    string? Version,
    string Description,
    string Author,
    EquatableArray<string> Models,
    string? DefaultModel,
    bool RequiresApiKey,
    string? RequiresCli,
    EquatableArray<OptionFacts> Options,
    EquatableArray<PermissionFacts> Permissions);
