using GaoDev.Plugins;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>One setting of a provider, as <c>--json</c> shows it. Never its value.</summary>
internal sealed record OptionJson(string Name, string Type, bool Required, bool Secret, string? Environment, string? Default, string Description, IReadOnlyList<string> AllowedValues)
{
    public static OptionJson Of(ProviderOptionMetadata option) => new(
        option.Name,
        option.Type.ToString().ToLowerInvariant(),
        option.IsRequired,
        option.IsSecret,
        option.Environment,
        option.Default,
        option.Description,
        option.AllowedValues);
}
