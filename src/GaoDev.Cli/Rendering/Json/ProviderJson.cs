using GaoDev.Plugins;
using GaoDev.Runtime;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>One provider, as <c>--json</c> shows it.</summary>
internal sealed record ProviderJson(
    string Name,
    string? Version,
    string From,
    string Runs,
    string Status,
    string? Problem,
    string? Description,
    string? Author,
    IReadOnlyList<string> Models,
    string? DefaultModel,
    bool RequiresApiKey,
    string? RequiresCli,
    string? ContractVersion,
    IReadOnlyList<OptionJson> Options,
    IReadOnlyList<PermissionJson> Permissions,
    IReadOnlyList<PermissionJson>? Granted,
    string? Package,
    string? Publisher,
    string? Location)
{
    public static ProviderJson Of(ProviderPluginInfo info)
    {
        ProviderMetadata? metadata = info.Metadata;
        return new(
            info.Name,
            metadata?.Version,
            ProviderText.From(info),
            ProviderText.Runs(info.Confinement),
            ProviderText.Status(info.Status),
            info.Problem,
            metadata?.Description,
            metadata?.Author,
            metadata?.SupportedModels ?? [],
            metadata?.DefaultModel,
            metadata?.RequiresApiKey ?? false,
            metadata?.RequiresCli,
            metadata?.ContractVersion,
            [.. (metadata?.Options ?? []).Select(OptionJson.Of)],
            [.. (metadata?.Permissions ?? []).Select(PermissionJson.Of)],
            info.Granted is null ? null : [.. info.Granted.Select(PermissionJson.Of)],
            info.Package,
            info.Publisher,
            info.Location);
    }
}
