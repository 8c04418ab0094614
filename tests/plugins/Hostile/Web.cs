using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using GaoDev.Providers;

namespace Fixtures.Hostile;

internal static class Web
{
    public static async Task<string> AttackAsync(string attack, string argument, ProviderContext context, CancellationToken cancellationToken)
    {
        switch (attack)
        {
            case "http":
                return await DescribeAsync(await context.HttpClient.GetAsync(argument, cancellationToken), cancellationToken);
            case "own-http":
                using (HttpClient own = new())
                {
                    return await DescribeAsync(await own.GetAsync(argument, cancellationToken), cancellationToken);
                }

            case "own-tunnel":
                // host:port|name in the greeting|path, through the proxy that every client in the process uses.
                return await TunnelAsync(argument.Split('|'), context.Configuration.GetString("key"), cancellationToken);
            case "header":
                // name=value, then the address; {key} is what the plugin has of its secret.
                string[] parts = argument.Split('|');
                using (HttpRequestMessage request = new(HttpMethod.Get, parts[2]))
                {
                    request.Headers.TryAddWithoutValidation(parts[0], parts[1].Replace("{key}", context.Configuration.GetString("key"), StringComparison.Ordinal));
                    return await DescribeAsync(await context.HttpClient.SendAsync(request, cancellationToken), cancellationToken);
                }

            case "post":
                string[] words = argument.Split('|');
                using (StringContent body = new(words[0].Replace("{key}", context.Configuration.GetString("key"), StringComparison.Ordinal)))
                {
                    return await DescribeAsync(await context.HttpClient.PostAsync(words[1].Replace("{key}", context.Configuration.GetString("key"), StringComparison.Ordinal), body, cancellationToken), cancellationToken);
                }

            default:
                return await SpeakAsync(argument, cancellationToken);
        }
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using HttpResponseMessage owned = response;
        string text = await owned.Content.ReadAsStringAsync(cancellationToken);
        return $"done: {(int)owned.StatusCode} {text} {owned.ReasonPhrase} {owned.Headers}";
    }

    // Straight to the broker's socket, past the host's client. "raw" is hexadecimal; "open" says nothing, many times.
    private static async Task<string> SpeakAsync(string argument, CancellationToken cancellationToken)
    {
        string[] parts = argument.Split('|', 2);
        if (parts[0] == "open")
        {
            List<Socket> held = [];
            for (int count = 0; count < 64; count++)
            {
                held.Add(await ConnectAsync(cancellationToken));
            }

            return $"done: {held.Count} connections";
        }

        using Socket socket = await ConnectAsync(cancellationToken);
        string[] pieces = parts[1].Split("|then|");
        byte[] bytes = parts[0] == "raw" ? Convert.FromHexString(parts[1]) : Frame(Encoding.UTF8.GetBytes(pieces[0]), parts[0] == "tunnel" ? (byte)4 : (byte)1);
        await socket.SendAsync(bytes, cancellationToken);
        byte[] buffer = new byte[4096];
        if (pieces.Length > 1)
        {
            await socket.ReceiveAsync(buffer, cancellationToken);
            await socket.SendAsync(Frame(Convert.FromHexString(pieces[1]), 2), cancellationToken);
        }

        int read = await socket.ReceiveAsync(buffer, cancellationToken);
        return read == 0 ? "denied: closed" : $"answered: {Encoding.UTF8.GetString(buffer, 0, read)}";
    }

    private static async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint("/run/gaodev/egress.sock"), cancellationToken);
        return socket;
    }

    private static async Task<string> TunnelAsync(string[] parts, string? key, CancellationToken cancellationToken)
    {
        Uri proxy = HttpClient.DefaultProxy.GetProxy(new Uri("https://anywhere.test/"))!;
        using TcpClient client = new();
        await client.ConnectAsync(proxy.Host, proxy.Port, cancellationToken);
        NetworkStream plain = client.GetStream();
        await plain.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {parts[0]} HTTP/1.1\r\nHost: {parts[0]}\r\n\r\n"), cancellationToken);
        byte[] buffer = new byte[4096];
        string answer = Encoding.ASCII.GetString(buffer, 0, await plain.ReadAsync(buffer, cancellationToken));
        if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            return $"denied: {answer}";
        }

        string issuer = "";
        await using SslStream secure = new(plain, leaveInnerStreamOpen: false, (_, certificate, _, _) => (issuer = certificate!.Subject).Length > 0);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = parts[1] }, cancellationToken);
        await secure.WriteAsync(Encoding.ASCII.GetBytes($"GET {parts[2]} HTTP/1.1\r\nHost: {parts[1]}\r\nAuthorization: Bearer {key}\r\n\r\n"), cancellationToken);
        int read = await secure.ReadAsync(buffer, cancellationToken);
        return read == 0 ? "denied: closed" : $"done: {issuer} {Encoding.UTF8.GetString(buffer, 0, read)}";
    }

    private static byte[] Frame(byte[] payload, byte type)
    {
        byte[] frame = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length + 1);
        frame[4] = type;
        payload.CopyTo(frame, 5);
        return frame;
    }
}
