using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace GaoDev.Runtime.Egress;

/// <summary>The broker's bounds, and how it resolves and dials. Immutable.</summary>
internal sealed record EgressOptions
{
    /// <summary>Requests at once; further ones wait.</summary>
    public int Slots { get; init; } = 32;

    /// <summary>From a connection to its request's last header.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Resolving and connecting.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Silence while a body is being sent or received, or an answer is awaited.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of a request's body.</summary>
    public long RequestBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Bytes of an answer's body.</summary>
    public long ResponseBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Finds a host's addresses.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to an address that was checked.</summary>
    public Func<IPAddress, int, CancellationToken, ValueTask<Stream>> Dial { get; init; } = DialAsync;

    /// <summary>Authorities to trust in place of the machine's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    private static async ValueTask<Stream> DialAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
