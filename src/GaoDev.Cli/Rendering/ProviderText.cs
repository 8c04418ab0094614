using GaoDev.Permissions;
using GaoDev.Runtime;

namespace GaoDev.Cli.Rendering;

/// <summary>The words for what a provider is, the same in tables and in JSON.</summary>
internal static class ProviderText
{
    public static string From(ProviderOrigin origin) => origin switch
    {
        ProviderOrigin.BuiltIn => "built-in",
        ProviderOrigin.Referenced => "referenced",
        ProviderOrigin.Code => "code",
        ProviderOrigin.User => "user",
        ProviderOrigin.Project => "./plugins",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    /// <summary>Where a provider comes from: what is installed for a project is not what lies in its plugins folder.</summary>
    public static string From(ProviderPluginInfo info) =>
        info is { Origin: ProviderOrigin.Project, Package: not null } ? "project" : From(info.Origin);

    public static string Runs(ProviderConfinement confinement) => confinement switch
    {
        ProviderConfinement.InProcess => "in process",
        ProviderConfinement.Confined => "confined",
        ProviderConfinement.Unconfined => "unconfined",
        ProviderConfinement.NotRun => "not run",
        _ => throw new ArgumentOutOfRangeException(nameof(confinement)),
    };

    public static string Status(ProviderStatus status) => status switch
    {
        ProviderStatus.Ready => "ready",
        ProviderStatus.NeedsConfiguration => "needs-configuration",
        ProviderStatus.Disabled => "disabled",
        ProviderStatus.Untrusted => "untrusted",
        ProviderStatus.Broken => "broken",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Kind(PermissionKind kind) => kind switch
    {
        PermissionKind.Network => "network",
        PermissionKind.FileRead => "file-read",
        PermissionKind.FileWrite => "file-write",
        PermissionKind.Environment => "environment",
        PermissionKind.Subprocess => "subprocess",
        PermissionKind.NativeCode => "native-code",
        PermissionKind.Storage => "storage",
        PermissionKind.Tunnel => "tunnel",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A permission as a person reads it: what it is for, without the author's words.</summary>
    public static (string Label, string Detail) Describe(Permission permission) => permission.Kind switch
    {
        PermissionKind.Network => ("network", WithPort(permission.Value)),
        PermissionKind.FileRead => ("files", $"read {permission.Value}"),
        PermissionKind.FileWrite => ("files", $"read and change {permission.Value}"),
        PermissionKind.Environment => ("variables", permission.Value),
        PermissionKind.Subprocess => ("starts", permission.Value),
        PermissionKind.NativeCode => ("native", "loads native libraries"),
        PermissionKind.Storage => ("storage", "a private folder that lasts"),
        PermissionKind.Tunnel => ("tunnel", $"{WithPort(permission.Value)}, by connections that nobody reads"),
        _ => throw new ArgumentOutOfRangeException(nameof(permission)),
    };

    private static string WithPort(string host) => host.Contains(':', StringComparison.Ordinal) || host.StartsWith('{') ? host : host + ":443";
}
