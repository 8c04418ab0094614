namespace GaoDev.Permissions;

/// <summary>The kinds of permission, one for each attribute.</summary>
public enum PermissionKind
{
    /// <summary>Reach a host: <see cref="NetworkAccessAttribute"/>.</summary>
    Network,

    /// <summary>Read files: <see cref="FileAccessAttribute"/> with <see cref="FileAccessMode.Read"/>.</summary>
    FileRead,

    /// <summary>Change files: <see cref="FileAccessAttribute"/> with <see cref="FileAccessMode.Write"/>.</summary>
    FileWrite,

    /// <summary>Read environment variables: <see cref="EnvironmentAccessAttribute"/>.</summary>
    Environment,

    /// <summary>Start a tool: <see cref="SubprocessAccessAttribute"/>.</summary>
    Subprocess,

    /// <summary>Load native libraries: <see cref="NativeCodeAccessAttribute"/>.</summary>
    NativeCode,

    /// <summary>Keep files of its own: <see cref="StorageAccessAttribute"/>.</summary>
    Storage,

    /// <summary>Reach a host by connections that nobody reads: <see cref="TunnelAccessAttribute"/>.</summary>
    Tunnel,
}
