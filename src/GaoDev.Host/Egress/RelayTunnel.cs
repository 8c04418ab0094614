using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Egress;

/// <summary>Carries a client's bytes to the broker and back where the plugin was granted a tunnel. The broker holds it to the grant.</summary>
internal static class RelayTunnel
{
    /// <summary>Whether a granted host, with <c>*.</c> before a name for those below it, covers a target.</summary>
    public static bool Covers(string granted, string target) => granted.StartsWith("*.", StringComparison.Ordinal)
        ? target.EndsWith(granted[1..], StringComparison.OrdinalIgnoreCase)
        : target.Equals(granted, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="HttpRequestException">The broker refused, or is gone.</exception>
    /// <exception cref="IOException">One end is gone.</exception>
    public static async Task RunAsync(Stream client, string host, int port)
    {
        using EgressConnection broker = new(await BrokerHandler.ConnectAsync(CancellationToken.None).ConfigureAwait(false));
        await broker.WriteAsync(EgressFrameType.Tunnel, new EgressTunnelMessage(host, port), EgressJson.Default.EgressTunnelMessage, CancellationToken.None).ConfigureAwait(false);
        if (await broker.ReadAsync(CancellationToken.None).ConfigureAwait(false) is not { } answer)
        {
            throw new EndOfStreamException("The broker closed the connection.");
        }

        if (answer.Type != EgressFrameType.Opened)
        {
            throw BrokerBody.Failed(answer.Frame);
        }

        await client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        await Task.WhenAny(SendAsync(client, broker), ReceiveAsync(client, broker)).Unwrap().ConfigureAwait(false);
    }

    private static async Task SendAsync(Stream client, EgressConnection broker)
    {
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = await client.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            await broker.WriteAsync(EgressFrameType.Body, buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task ReceiveAsync(Stream client, EgressConnection broker)
    {
        while (await broker.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { Type: EgressFrameType.Body } piece)
        {
            await client.WriteAsync(piece.Frame.Payload).ConfigureAwait(false);
        }
    }
}
