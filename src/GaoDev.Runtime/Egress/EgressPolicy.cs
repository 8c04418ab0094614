using System.Globalization;
using System.Net;
using GaoDev.Permissions;
using GaoDev.Providers;

namespace GaoDev.Runtime.Egress;

/// <summary>Decides where a plugin's requests may go. What decides about an address is what it is dialled by. Immutable.</summary>
internal sealed class EgressPolicy
{
    private const int LongestAddress = 8 * 1024;

    private readonly List<HostGrant> grants;

    /// <param name="granted">What the plugin was granted.</param>
    /// <param name="configuration">Where the addresses are that options name.</param>
    /// <param name="kind">Whether this is about requests or about tunnels.</param>
    public EgressPolicy(IEnumerable<Permission> granted, ProviderConfiguration configuration, PermissionKind kind = PermissionKind.Network) => grants =
    [
        .. from permission in granted
           where permission.Kind == kind
           let grant = HostGrant.Read(permission.Value, configuration)
           where grant is not null
           select grant,
    ];

    /// <summary>The granted hosts with their ports, <c>*.</c> before a name that stands for those below it.</summary>
    public IReadOnlyList<string> Patterns => [.. grants.Select(grant => string.Create(CultureInfo.InvariantCulture, $"{(grant.IsSuffix ? "*." : "")}{grant.Host}:{grant.Port}"))];

    /// <summary>Judges the host that a tunnel is to lead to.</summary>
    /// <returns>The name in the one form that is compared and dialled.</returns>
    /// <exception cref="EgressRefusedException">It is no name, or not granted.</exception>
    public string JudgeTunnel(string host, int port)
    {
        string name = host.ToLowerInvariant();
        if (!HostGrant.IsName(name))
        {
            throw new EgressRefusedException("A tunnel leads to a host that is called by its name.");
        }

        return Find(name, port) is not null ? name : throw new EgressRefusedException($"The plugin was not granted a tunnel to '{name}:{port}'.");
    }

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
