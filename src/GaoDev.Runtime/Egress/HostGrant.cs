using System.Globalization;
using System.Net;
using GaoDev.Providers;

namespace GaoDev.Runtime.Egress;

/// <summary>One host that a plugin may reach. Immutable.</summary>
/// <param name="Host">A host name or address in lower case; with <paramref name="IsSuffix"/>, what its name ends with.</param>
/// <param name="IsSuffix">Whether it stands for every name below, one or more labels deep.</param>
/// <param name="Port">The port.</param>
/// <param name="AllowsPrivate">
/// Whether it may be an address that is not public: the user named it in his own settings, or it is written out in what
/// he approved.
/// </param>
internal sealed record HostGrant(string Host, bool IsSuffix, int Port, bool AllowsPrivate)
{
    private const int HttpsPort = 443;
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>Whether requests may go there unencrypted, which is so on this machine alone.</summary>
    public bool IsLoopback => !IsSuffix && IsLoopbackName(Host);

    /// <summary>Reads a granted value; null where it names no host, which grants nothing.</summary>
    /// <param name="value">A host with an optional port, <c>*.</c> before a name, or <c>{option}</c>.</param>
    /// <param name="configuration">Where the option's address is.</param>
    public static HostGrant? Read(string value, ProviderConfiguration configuration)
    {
        if (value.StartsWith('{') && value.EndsWith('}'))
        {
            return configuration.GetString(value[1..^1]) is { } address
                && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
                && IsWeb(uri)
                && Name(uri) is { } name
                    ? new HostGrant(name, IsSuffix: false, uri.Port, AllowsPrivate: true)
                    : null;
        }

        bool isSuffix = value.StartsWith("*.", StringComparison.Ordinal);
        string host = isSuffix ? value[2..] : value;
        int port = HttpsPort;
        int colon = host.LastIndexOf(':');
        if (colon >= 0 && !host.EndsWith(']') && (host.IndexOf(':', StringComparison.Ordinal) == colon || host[colon - 1] == ']'))
        {
            if (!int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > ushort.MaxValue)
            {
                return null;
            }

            host = host[..colon];
        }

        host = host.Trim('[', ']').ToLowerInvariant();
        bool isAddress = IPAddress.TryParse(host, out IPAddress? parsed);
        if (isSuffix ? isAddress || !IsName(host) || !host.Contains('.', StringComparison.Ordinal) : !isAddress && !IsName(host))
        {
            return null;
        }

        return new HostGrant(isAddress ? parsed!.ToString() : host, isSuffix, port, isAddress || IsLoopbackName(host));
    }

    public bool Covers(string host, int port) => port == Port && (IsSuffix
        ? host.Length > Host.Length + 1 && host.EndsWith("." + Host, StringComparison.Ordinal) && IsName(host)
        : host == Host);

    /// <summary>The host of an address in the one form that is compared and dialled; null where it is none that is dialled.</summary>
    public static string? Name(Uri uri)
    {
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return IPAddress.TryParse(uri.IdnHost, out IPAddress? address) ? address.ToString() : null;
        }

        string name = uri.IdnHost.ToLowerInvariant();
        return uri.HostNameType == UriHostNameType.Dns && IsName(name) ? name : null;
    }

    public static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;

    private static bool IsLoopbackName(string host) => host == "localhost" || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Whether it is letters, digits and hyphens. A last label of digits alone would be read as an address by some.</summary>
    public static bool IsName(string host) =>
        host.Length is > 0 and <= LongestName
        && host.Split('.') is { } labels
        && labels.All(label => label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        && !labels[^1].All(char.IsAsciiDigit);
}
