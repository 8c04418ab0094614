using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;

namespace GaoDev.Host.Egress;

/// <summary>One client's connection to the relay: a tunnel where one was granted, else requests one by one.</summary>
internal sealed class RelayConnection(Stream stream, HttpMessageInvoker broker, RelayAuthority authority, IReadOnlyList<string> tunnels)
{
    private static readonly HashSet<string> Hop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Host",
    };

    private HttpTextReader reader = new(stream);
    private string? origin;

    public async Task RunAsync()
    {
        while (await reader.ReadHeadAsync().ConfigureAwait(false) is { } head)
        {
            if (head.Method == "CONNECT")
            {
                if (origin is not null)
                {
                    return;
                }

                if (tunnels.Any(granted => RelayTunnel.Covers(granted, head.Target)))
                {
                    await TunnelAsync(head.Target).ConfigureAwait(false);
                    return;
                }

                await EndEncryptionAsync(head.Target).ConfigureAwait(false);
                continue;
            }

            if (!await ServeAsync(head).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task TunnelAsync(string target)
    {
        int colon = target.LastIndexOf(':');
        try
        {
            await RelayTunnel.RunAsync(stream, target[..colon], int.Parse(target.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            await RefuseAsync(exception.Message).ConfigureAwait(false);
        }
    }

    private async Task EndEncryptionAsync(string target)
    {
        string host = target[..Math.Max(target.LastIndexOf(':'), 0)].Trim('[', ']');
        origin = $"https://{target}";
        await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        SslStream secure = new(stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = authority.Issue(host),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        }).ConfigureAwait(false);
        stream = secure;
        reader = new HttpTextReader(secure);
    }

    private async Task<bool> ServeAsync(HttpTextReader.Head head)
    {
        using HttpRequestMessage request = new(new HttpMethod(head.Method), new Uri(origin is null ? head.Target : origin + head.Target, UriKind.Absolute));
        if (head.HasBody)
        {
            if (head.ExpectsContinue)
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
            }

            request.Content = new StreamContent(reader.OpenBody(head));
            if (head.ContentLength is { } length)
            {
                request.Content.Headers.ContentLength = length;
            }
        }

        // The body's length is the content's already.
        foreach ((string name, string value) in head.Headers.Where(header => !Hop.Contains(header.Name) && !header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        HttpResponseMessage response;
        try
        {
            response = await broker.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            await RefuseAsync(exception.Message).ConfigureAwait(false);
            return false;
        }

        using (response)
        {
            return await AnswerAsync(response, head.Method).ConfigureAwait(false);
        }
    }

    private async Task RefuseAsync(string why)
    {
        byte[] message = Encoding.UTF8.GetBytes(why + "\n");
        string refusal = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: {message.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(refusal), .. message]).ConfigureAwait(false);
    }

    private async Task<bool> AnswerAsync(HttpResponseMessage response, string method)
    {
        int status = (int)response.StatusCode;
        bool hasBody = method != "HEAD" && status is not (204 or 304) and >= 200;
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {response.ReasonPhrase}\r\n");
        foreach ((string name, HeaderStringValues values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (!Hop.Contains(name) && !(hasBody && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            {
                foreach (string value in values)
                {
                    head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
                }
            }
        }

        head.Append(hasBody ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString())).ConfigureAwait(false);
        if (hasBody)
        {
            // A body that breaks off here breaks the connection off, so that it does not look whole.
            Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            byte[] buffer = new byte[64 * 1024];
            int read;
            while ((read = await body.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                byte[] size = Encoding.ASCII.GetBytes(read.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
                await stream.WriteAsync((byte[])[.. size, .. buffer.AsSpan(0, read), (byte)'\r', (byte)'\n']).ConfigureAwait(false);
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        }

        await stream.FlushAsync().ConfigureAwait(false);
        return true;
    }
}
