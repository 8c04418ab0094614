using System.Net;
using System.Net.Sockets;

namespace GaoDev.Host.Tests.Security;

/// <summary>Sockets of the host that no plugin may reach, and how many have reached them.</summary>
internal sealed class CanaryListeners : IDisposable
{
    private readonly List<Socket> sockets = [];
    private int reached;

    public CanaryListeners(string folder)
    {
        Tcp4 = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        Tcp6 = Listen(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        UnixPath = Path.Combine(folder, $"{Guid.NewGuid().ToString("N")[..8]}.sock");
        Listen(new UnixDomainSocketEndPoint(UnixPath));
        File.SetUnixFileMode(UnixPath, (UnixFileMode)0b110_110_110);
        AbstractName = $"gaodev-canary-{Guid.NewGuid():N}";
        Listen(new UnixDomainSocketEndPoint("\0" + AbstractName));
        Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        sockets.Add(udp);
        Udp = udp.LocalEndPoint!.ToString()!;
        _ = CountAsync(async () => await udp.ReceiveAsync(new byte[16]));
    }

    public string Tcp4 { get; }

    public string Tcp6 { get; }

    public string Udp { get; }

    public string UnixPath { get; }

    public string AbstractName { get; }

    public int Reached => Volatile.Read(ref reached);

    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private string Listen(EndPoint endPoint)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(endPoint);
        socket.Listen();
        sockets.Add(socket);
        _ = CountAsync(async () => (await socket.AcceptAsync()).Dispose());
        return socket.LocalEndPoint!.ToString()!;
    }

    private async Task CountAsync(Func<Task> wait)
    {
        try
        {
            while (true)
            {
                await wait();
                Interlocked.Increment(ref reached);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
