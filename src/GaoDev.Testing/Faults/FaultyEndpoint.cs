using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GaoDev.Testing.Faults;

/// <summary>A server on a free loopback port that answers every request with one fault. Real connections, so it tests a confined provider as well.</summary>
internal sealed class FaultyEndpoint : IAsyncDisposable
{
    private const int MaximumRequest = 4 * 1024 * 1024;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource lifetime = new();
    private readonly EndpointFault fault;
    private readonly Task accepting;
    private int requests;

    public FaultyEndpoint(EndpointFault fault)
    {
        this.fault = fault;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>How many requests have come.</summary>
    public int Requests => Volatile.Read(ref requests);

    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync().ConfigureAwait(false);
        listener.Stop();
        await accepting.ConfigureAwait(false);
        lifetime.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(lifetime.Token).ConfigureAwait(false)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                string request = await ReadAsync(stream).ConfigureAwait(false);
                Interlocked.Increment(ref requests);
                await AnswerAsync(client, stream, request).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // The provider has gone, or the check is over.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, NetworkStream stream, string request)
    {
        switch (fault)
        {
            case EndpointFault.ConnectionLost:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
            case EndpointFault.AnswerCutOff:
                await SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n40\r\ndata: {\"id\":\"1\",").ConfigureAwait(false);
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
            case EndpointFault.SlowDrip:
                await SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n").ConfigureAwait(false);
                while (true)
                {
                    await SendAsync(stream, "3\r\n: \n\r\n").ConfigureAwait(false);
                    await Task.Delay(50, lifetime.Token).ConfigureAwait(false);
                }

            case EndpointFault.TooManyRequests:
                await RefuseAsync(stream, "429 Too Many Requests", "Retry-After: 3\r\n", "rate_limit_exceeded", "Slow down.").ConfigureAwait(false);
                break;
            case EndpointFault.ServerError:
                await RefuseAsync(stream, "500 Internal Server Error", "", "internal_error", "Something broke.").ConfigureAwait(false);
                break;
            case EndpointFault.Unauthorized:
                // As some backends do, it repeats what it was sent, the key among it.
                await RefuseAsync(stream, "401 Unauthorized", "", "invalid_api_key", "Not accepted: " + request[..Math.Min(request.Length, 2000)]).ConfigureAwait(false);
                break;
            case EndpointFault.Garbage:
                await SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {\"choices\": \u0001\ufffd<html>not what you think</html>\n\ndata: ]]}\n\n").ConfigureAwait(false);
                break;
        }
    }

    private Task RefuseAsync(NetworkStream stream, string status, string headers, string code, string message)
    {
        string body = $$$"""{"type":"error","error":{"type":"{{{code}}}","code":"{{{code}}}","message":"{{{System.Text.Json.JsonEncodedText.Encode(message)}}}"}}""";
        return SendAsync(stream, $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
    }

    private async Task SendAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), lifetime.Token).ConfigureAwait(false);

    // Reads the head and the body that it announces, so that nothing is reset while the client still sends.
    private async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder request = new();
        byte[] buffer = new byte[16 * 1024];
        while (request.Length < MaximumRequest)
        {
            int count = await stream.ReadAsync(buffer, lifetime.Token).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
            if (IsComplete(request.ToString()))
            {
                break;
            }
        }

        return request.ToString();
    }

    private static bool IsComplete(string request)
    {
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        string head = request[..end];
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return request.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        }

        string? length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?["Content-Length:".Length..].Trim();
        return request.Length - end - 4 >= (long.TryParse(length, out long bytes) ? bytes : 0);
    }
}
