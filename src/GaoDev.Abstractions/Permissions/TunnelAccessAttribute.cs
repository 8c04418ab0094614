namespace GaoDev.Permissions;

/// <summary>
/// Asks for encrypted connections of the plugin's own to a host, which GaoDev does not read: for protocols that are no plain
/// requests, such as web sockets. The plugin's secrets are not put into them.
/// </summary>
/// <param name="host">A host, as <see cref="NetworkAccessAttribute"/> takes it.</param>
public sealed class TunnelAccessAttribute(string host) : PermissionAttribute
{
    /// <summary>The host, with an optional port.</summary>
    public string Host { get; } = host;
}
