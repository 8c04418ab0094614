namespace GaoDev.Permissions;

/// <summary>Asks to reach a host over HTTPS, or over HTTP where the host is on loopback.</summary>
/// <param name="host">
/// A host name with an optional port (443 where it is not given), such as <c>api.contoso.com</c>; a leading <c>*.</c>
/// stands for one or more labels; <c>{option}</c> stands for the host of the address that the user gave that option.
/// </param>
public sealed class NetworkAccessAttribute(string host) : PermissionAttribute
{
    /// <summary>The host, with an optional port.</summary>
    public string Host { get; } = host;
}
