using System.Net;
using GaoDev.Permissions;
using GaoDev.Providers;

namespace GaoDev.Runtime.Egress;

/// <summary>Decides where a plugin's requests may go. What decides about an address is what it is dialled by. Immutable.</summary>
internal sealed class EgressPolicy
{
    private const int LongestAddress = 8 * 1024;

    private readonly List<HostGrant> grants;

    public EgressPolicy(IEnumerable<Permission> granted, ProviderConfiguration configuration) => grants =
    [
        .. from permission in granted
           where permission.Kind == PermissionKind.Network
           let grant = HostGrant.Read(permission.Value, configuration)
           where grant is not null
           select grant,
    ];

    /// <summary>Reads and judges an address.</summary>
    /// <exception cref="EgressRefusedException">It is malformed, or not granted.</exception>
    public Uri Judge(string address)
    {
        if (address.Length > LongestAddress || address.AsSpan().IndexOfAnyExceptInRange('\x21', '\x7E') >= 0
            || address.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            || !HostGrant.IsWeb(uri)
            || uri.UserInfo.Length > 0
            || HostGrant.Name(uri) is not { } name)
        {
            throw new EgressRefusedException("The address is not a plain http or https address.");
        }

        HostGrant grant = Find(name, uri.Port) ?? throw new EgressRefusedException($"The plugin was not granted '{name}:{uri.Port}'.");
        return uri.Scheme == Uri.UriSchemeHttps || grant.IsLoopback
            ? uri
            : throw new EgressRefusedException($"'{name}' is reached by https only.");
    }

    /// <summary>Holds the addresses of a host to what was granted; any one that is not allowed refuses them all.</summary>
    /// <exception cref="EgressRefusedException">One is not allowed.</exception>
    public void Judge(string host, int port, IPAddress[] addresses, bool isEncrypted)
    {
        bool allowsPrivate = Find(host.ToLowerInvariant(), port)?.AllowsPrivate ?? throw new EgressRefusedException($"The plugin was not granted '{host}:{port}'.");
        if (addresses.Length == 0 || !addresses.All(address => AddressRules.IsAllowed(address, allowsPrivate)) || (!isEncrypted && !addresses.All(IPAddress.IsLoopback)))
        {
            throw new EgressRefusedException($"'{host}' leads to an address that is not public, and it was not granted as a private host.");
        }
    }

    private HostGrant? Find(string host, int port) => grants.Where(grant => grant.Covers(host, port)).OrderByDescending(grant => grant.AllowsPrivate).FirstOrDefault();
}
