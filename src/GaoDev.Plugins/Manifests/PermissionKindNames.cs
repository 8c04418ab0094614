using GaoDev.Permissions;

namespace GaoDev.Plugins.Manifests;

/// <summary>The kinds of permission as manifests and lock files write them.</summary>
internal static class PermissionKindNames
{
    /// <summary>The kind of that name, or null where there is none.</summary>
    public static PermissionKind? Parse(string? name) => name switch
    {
        ManifestSchema.KindNetwork => PermissionKind.Network,
        ManifestSchema.KindFileRead => PermissionKind.FileRead,
        ManifestSchema.KindFileWrite => PermissionKind.FileWrite,
        ManifestSchema.KindEnvironment => PermissionKind.Environment,
        ManifestSchema.KindSubprocess => PermissionKind.Subprocess,
        ManifestSchema.KindNativeCode => PermissionKind.NativeCode,
        ManifestSchema.KindStorage => PermissionKind.Storage,
        ManifestSchema.KindTunnel => PermissionKind.Tunnel,
        _ => null,
    };

    /// <summary>The name of a kind.</summary>
    public static string NameOf(PermissionKind kind) => kind switch
    {
        PermissionKind.Network => ManifestSchema.KindNetwork,
        PermissionKind.FileRead => ManifestSchema.KindFileRead,
        PermissionKind.FileWrite => ManifestSchema.KindFileWrite,
        PermissionKind.Environment => ManifestSchema.KindEnvironment,
        PermissionKind.Subprocess => ManifestSchema.KindSubprocess,
        PermissionKind.NativeCode => ManifestSchema.KindNativeCode,
        PermissionKind.Storage => ManifestSchema.KindStorage,
        PermissionKind.Tunnel => ManifestSchema.KindTunnel,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
