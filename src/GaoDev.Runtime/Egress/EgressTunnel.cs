using System.Net.Sockets;
using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Runtime.Egress;

/// <summary>
/// A plugin's own connection to a host that it was granted a tunnel to. Nothing is dialled before its TLS greeting named that
/// host; what comes after it nobody reads, and it is bounded as a request and its answer are.
/// </summary>
internal sealed class EgressTunnel(EgressConnection connection, EgressPolicy policy, EgressOptions options)
{
    private long sent;
    private long received;

    /// <summary>Bytes from the plugin.</summary>
    public long Sent => sent;

    /// <summary>Bytes to the plugin.</summary>
    public long Received => received;

    /// <exception cref="EgressRefusedException">It was not granted, or its greeting names another host.</exception>
    /// <exception cref="SocketException">The host cannot be reached.</exception>
    /// <exception cref="ProtocolException">The plugin does not speak as it must.</exception>
    /// <exception cref="IOException">One end is gone.</exception>
    public async Task RunAsync(EgressTunnelMessage head, CancellationToken cancellationToken)
    {
        string host = policy.JudgeTunnel(head.Host, head.Port);
        await connection.WriteAsync(EgressFrameType.Opened, ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        byte[] greeting = await ReadGreetingAsync(host, cancellationToken).ConfigureAwait(false);
        Stream server = await DialAsync(host, head.Port, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await server.WriteAsync(greeting, cancellationToken).ConfigureAwait(false);
            using CancellationTokenSource idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            idle.CancelAfter(options.IdleTimeout);
            Task up = SendAsync(server, idle), down = ReceiveAsync(server, idle);
            await Task.WhenAny(up, down).ConfigureAwait(false);
            await idle.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<byte[]> ReadGreetingAsync(string host, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.HeadTimeout);
        List<byte> greeting = [];
        while (true)
        {
            if (await connection.ReadAsync(limit.Token).ConfigureAwait(false) is not { Type: EgressFrameType.Body } piece)
            {
                throw new ProtocolException("A tunnel ended before its greeting did.");
            }

            greeting.AddRange(piece.Frame.Payload.Span);
            sent = greeting.Count;
            byte[] bytes = [.. greeting];
            if (ClientHello.ReadServerName(bytes) is { } name)
            {
                return name == host ? bytes : throw new EgressRefusedException($"The tunnel was opened to '{host}', and its greeting names another server.");
            }
        }
    }

    private async Task<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        return await EgressTransport.ConnectAsync(policy, host, port, isEncrypted: true, options, limit.Token).ConfigureAwait(false);
    }

    private async Task SendAsync(Stream server, CancellationTokenSource idle)
    {
        while (await connection.ReadAsync(idle.Token).ConfigureAwait(false) is { Type: EgressFrameType.Body } piece && (sent += piece.Frame.Payload.Length) <= options.RequestBytes)
        {
            idle.CancelAfter(options.IdleTimeout);
            await server.WriteAsync(piece.Frame.Payload, idle.Token).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(Stream server, CancellationTokenSource idle)
    {
        byte[] buffer = new byte[EgressConnection.MaximumPiece];
        int read;
        while ((read = await server.ReadAsync(buffer, idle.Token).ConfigureAwait(false)) > 0 && (received += read) <= options.ResponseBytes)
        {
            idle.CancelAfter(options.IdleTimeout);
            await connection.WriteAsync(EgressFrameType.Body, buffer.AsMemory(0, read), idle.Token).ConfigureAwait(false);
        }

        await connection.WriteAsync(EgressFrameType.End, ReadOnlyMemory<byte>.Empty, idle.Token).ConfigureAwait(false);
    }
}
