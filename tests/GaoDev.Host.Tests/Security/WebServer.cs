using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GaoDev.Host.Tests.Security;

/// <summary>An https server on loopback that keeps what it was sent and says it all again.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate;

    public WebServer(string folder, params string[] hosts)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=test", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in hosts)
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        AuthorityFile = Path.Combine(folder, $"authority-{Guid.NewGuid():N}.cer");
        File.WriteAllBytes(AuthorityFile, certificate.Export(X509ContentType.Cert));
        listener.Start();
        _ = AcceptAsync();
    }

    public string AuthorityFile { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The requests: line, headers and body.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Awaited between the first piece of an answer to /slow and the rest.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        listener.Dispose();
        certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            await using SslStream stream = new(owned.GetStream());
            await stream.AuthenticateAsServerAsync(certificate);
            while (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                byte[] body = Encoding.UTF8.GetBytes(request);
                if (request.StartsWith("GET /slow", StringComparison.Ordinal))
                {
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n"u8.ToArray());
                    await Release.Task;
                    await stream.WriteAsync("4\r\nlast\r\n0\r\n\r\n"u8.ToArray());
                    continue;
                }

                if (request.StartsWith("GET /echo-", StringComparison.Ordinal))
                {
                    // What it was sent, where an answer has no body: in its reason, a header's name and value, and a line that is none.
                    string key = request.Split("\r\n").First(line => line.StartsWith("X-Key: ", StringComparison.Ordinal))[7..];
                    string echo = request.Split(' ')[1] switch
                    {
                        "/echo-reason" => $"HTTP/1.1 200 {key}\r\nContent-Length: 2\r\n\r\nok",
                        "/echo-header" => $"HTTP/1.1 200 OK\r\n{key}: {key}\r\nContent-Length: 2\r\n\r\nok",
                        "/echo-status" => $"HTTP/1.1 {key}\r\n\r\n",
                        _ => $"HTTP/1.1 200 OK\r\nno header {key}\r\n\r\n",
                    };
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(echo));
                    continue;
                }

                if (Events(request) is { } events)
                {
                    await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {events.Length}\r\n\r\n"), .. Encoding.ASCII.GetBytes(events)]);
                    continue;
                }

                string head = request.StartsWith("GET /redirect", StringComparison.Ordinal)
                    ? "HTTP/1.1 302 Found\r\nLocation: https://outside.test/\r\n"
                    : "HTTP/1.1 200 OK\r\n";
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{head}Content-Length: {body.Length}\r\n\r\n"), .. body]);
            }
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away.
        }
    }

    // What the vendors' clients are answered with.
    private static string? Events(string request) => request.Split(' ')[1] switch
    {
        "/v1/chat/completions" => """
            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"a-model","choices":[{"index":0,"delta":{"role":"assistant","content":"openai "},"finish_reason":null}]}

            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"a-model","choices":[{"index":0,"delta":{"content":"answers"},"finish_reason":"stop"}]}

            data: [DONE]


            """,
        "/v1/messages" => """
            event: message_start
            data: {"type":"message_start","message":{"id":"1","type":"message","role":"assistant","model":"a-model","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"anthropic answers"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}


            """,
        _ => null,
    };

    private static async Task<string?> ReadAsync(SslStream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[8192];
        int bodyLeft = -1;
        while (bodyLeft != 0)
        {
            int read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            string soFar = text.ToString();
            int end = soFar.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                string? length = soFar[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                bool isChunked = soFar[..end].Contains("chunked", StringComparison.OrdinalIgnoreCase);
                bodyLeft = isChunked
                    ? soFar.EndsWith("0\r\n\r\n", StringComparison.Ordinal) ? 0 : 1
                    : (length is null ? 0 : int.Parse(length["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture)) - (soFar.Length - end - 4);
            }
        }

        return text.ToString();
    }
}
