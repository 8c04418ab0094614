using GaoDev.Permissions;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>One permission, as <c>--json</c> shows it.</summary>
internal sealed record PermissionJson(string Kind, string Value, string? Reason)
{
    public static PermissionJson Of(Permission permission) => new(ProviderText.Kind(permission.Kind), permission.Value, permission.Reason);
}
