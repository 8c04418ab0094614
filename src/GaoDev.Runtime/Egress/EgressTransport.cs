using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GaoDev.Runtime.Egress;

/// <summary>How the broker reaches servers: it resolves once, judges every address, and dials what it judged.</summary>
internal static class EgressTransport
{
    private const int LongestHeaders = 64; // KiB

    public static SocketsHttpHandler Create(EgressPolicy policy, EgressOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = LongestHeaders,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
            ConnectCallback = async (context, cancellationToken) =>
            {
                bool isEncrypted = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
                return await ConnectAsync(policy, context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port, isEncrypted, options, cancellationToken).ConfigureAwait(false);
            },
        };
        if (options.Authorities is { } authorities)
        {
            X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            trust.CustomTrustStore.AddRange(authorities);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust };
        }

        return handler;
    }

    /// <summary>Resolves a host once, judges what it leads to, and dials that.</summary>
    /// <exception cref="EgressRefusedException">One of its addresses is not allowed.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It has no address, or cannot be reached.</exception>
    public static async ValueTask<Stream> ConnectAsync(EgressPolicy policy, string host, int port, bool isEncrypted, EgressOptions options, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await options.Resolve(host, cancellationToken).ConfigureAwait(false);
        policy.Judge(host, port, addresses, isEncrypted);
        return await DialAnyAsync(addresses, port, options, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<Stream> DialAnyAsync(IPAddress[] addresses, int port, EgressOptions options, CancellationToken cancellationToken)
    {
        for (int index = 0; ; index++)
        {
            try
            {
                return await options.Dial(addresses[index], port, cancellationToken).ConfigureAwait(false);
            }
            catch (System.Net.Sockets.SocketException) when (index + 1 < addresses.Length)
            {
                // The next one may answer.
            }
        }
    }
}
