using System.Net;
using System.Net.Sockets;

namespace GaoDev.Runtime.Egress;

/// <summary>Which addresses a plugin's request may end at.</summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), // link-local, and the clouds' metadata
        IPNetwork.Parse("100.100.100.200/32"), // metadata
        IPNetwork.Parse("168.63.129.16/32"), // metadata
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
        IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("fd00:ec2::/32"), // metadata
        IPNetwork.Parse("100::/64"),
        IPNetwork.Parse("2001::/23"), // Teredo and other protocols
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("3fff::/20"),
        IPNetwork.Parse("5f00::/16"),
    ];

    /// <param name="address">Where the request would go.</param>
    /// <param name="allowsPrivate">Whether the host was granted as a private one.</param>
    public static bool IsAllowed(IPAddress address, bool allowsPrivate)
    {
        IPAddress plain = Embedded(address);
        if (Never.Any(network => network.Contains(plain)))
        {
            return false;
        }

        return allowsPrivate || !Private.Any(network => network.Contains(plain));
    }

    // An IPv4 address within an IPv6 one is judged as what it leads to.
    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bool isTranslated = bytes is [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, ..];
        bool isCompatible = bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6Any);
        if (address.IsIPv4MappedToIPv6 || isTranslated || isCompatible)
        {
            return new IPAddress(bytes.AsSpan(12, 4));
        }

        return bytes is [0x20, 0x02, ..] ? new IPAddress(bytes.AsSpan(2, 4)) : address;
    }
}
