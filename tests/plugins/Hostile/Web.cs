using System.Buffers.Binary;
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
        return $"done: {(int)owned.StatusCode} {text}";
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
        byte[] bytes = parts[0] == "raw" ? Convert.FromHexString(parts[1]) : Frame(parts[1]);
        await socket.SendAsync(bytes, cancellationToken);
        byte[] buffer = new byte[4096];
        int read = await socket.ReceiveAsync(buffer, cancellationToken);
        return read == 0 ? "denied: closed" : $"answered: {Encoding.UTF8.GetString(buffer, 0, read)}";
    }

    private static async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint("/run/gaodev/egress.sock"), cancellationToken);
        return socket;
    }

    private static byte[] Frame(string json)
    {
        byte[] payload = Encoding.UTF8.GetBytes(json);
        byte[] frame = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length + 1);
        frame[4] = 1;
        payload.CopyTo(frame, 5);
        return frame;
    }
}
