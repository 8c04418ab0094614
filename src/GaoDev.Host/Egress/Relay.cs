using System.Net;
using System.Net.Sockets;

namespace GaoDev.Host.Egress;

/// <summary>
/// A web proxy on the sandbox's own loopback, which nobody else reaches. It ends TLS here, takes one request after the
/// other, and sends each the same way as the context's client: to the broker, which holds it to the grant. What goes to
/// where a tunnel was granted it passes on as it is. It has no authority of its own.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly HttpMessageInvoker broker;
    private readonly RelayAuthority authority;
    private readonly IReadOnlyList<string> tunnels;

    public Relay(HttpMessageInvoker broker, IReadOnlyList<string> tunnels)
    {
        this.broker = broker;
        this.tunnels = tunnels;
        authority = RelayAuthority.Create();
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
                client.NoDelay = true;
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The process is ending.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            await new RelayConnection(owned.GetStream(), broker, authority, tunnels).RunAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or System.Security.Authentication.AuthenticationException or HttpRequestException or OperationCanceledException)
        {
            // The client is gone, or did not want what it was given.
        }
    }
}
