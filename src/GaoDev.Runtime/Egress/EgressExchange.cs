using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Runtime.Egress;

/// <summary>One request of a plugin, from its head to the last byte of its answer; or one tunnel.</summary>
internal sealed class EgressExchange(EgressConnection connection, EgressPolicy policy, EgressPolicy tunnels, SecretVault vault, HttpMessageInvoker sender, EgressOptions options, TimeProvider time)
{
    private readonly DateTimeOffset asked = time.GetUtcNow();
    private readonly long began = Stopwatch.GetTimestamp();
    private string method = "";
    private string target = "";
    private bool isRefused;
    private volatile bool isGone;
    private RelayedContent? body;
    private EgressTunnel? tunnel;
    private long received;

    /// <summary>What came of it, or null while nothing has.</summary>
    public string? Outcome { get; set; }

    public EgressRecord Describe(string plugin) => new(
        asked, plugin, method, target, Outcome ?? "given up", isRefused, tunnel?.Sent ?? body?.Sent ?? 0, tunnel?.Received ?? received, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);

    /// <exception cref="IOException">The plugin is gone.</exception>
    /// <exception cref="ProtocolException">It does not speak as a plugin does.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        EgressRequestMessage head;
        using (CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(options.HeadTimeout);
            if (await connection.ReadAsync(limit.Token).ConfigureAwait(false) is not { } first)
            {
                Outcome = "no request";
                return;
            }

            if (first.Type == EgressFrameType.Tunnel)
            {
                await TunnelAsync(first.Frame.Read(EgressJson.Default.EgressTunnelMessage), cancellationToken).ConfigureAwait(false);
                return;
            }

            if (first.Type != EgressFrameType.Request)
            {
                throw new ProtocolException("A connection did not begin with a request.");
            }

            head = first.Frame.Read(EgressJson.Default.EgressRequestMessage);
        }

        using CancellationTokenSource idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(options.IdleTimeout);
        try
        {
            using HttpRequestMessage request = Prepare(head, idle);
            using HttpResponseMessage response = await SendAsync(request, idle).ConfigureAwait(false);
            await ReturnAsync(response, idle).ConfigureAwait(false);
        }
        catch (EgressRefusedException refusal)
        {
            await FailAsync(isRefusal: true, refusal.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            // What refuses an address is within what failed to connect.
            EgressRefusedException? refusal = exception.InnerException as EgressRefusedException;
            await FailAsync(refusal is not null, refusal?.Message ?? Explain(exception), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested && !isGone)
        {
            await FailAsync(isRefusal: false, "The server was silent for too long.", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TunnelAsync(EgressTunnelMessage head, CancellationToken cancellationToken)
    {
        method = "TUNNEL";
        target = $"{(head.Host.Length <= 512 ? head.Host : head.Host[..512])}:{head.Port}";
        tunnel = new EgressTunnel(connection, tunnels, options);
        try
        {
            await tunnel.RunAsync(head, cancellationToken).ConfigureAwait(false);
            Outcome = "closed";
        }
        catch (EgressRefusedException refusal)
        {
            await FailAsync(isRefusal: true, refusal.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            await FailAsync(isRefusal: false, Explain(new HttpRequestException(null, exception)), cancellationToken).ConfigureAwait(false);
        }
    }

    private HttpRequestMessage Prepare(EgressRequestMessage head, CancellationTokenSource idle)
    {
        method = head.Method.Length is > 0 and <= 16 && head.Method.All(char.IsAsciiLetter) ? head.Method.ToUpperInvariant() : "?";
        target = WithoutQuery(head.Url);
        if (method is "?" or "CONNECT" or "TRACE")
        {
            throw new EgressRefusedException("The method is not allowed.");
        }

        Uri uri = policy.Judge(head.Url);
        target = uri.GetLeftPart(UriPartial.Path);
        body = head.HasBody ? new RelayedContent(connection, options.RequestBytes, () => idle.CancelAfter(options.IdleTimeout)) : null;
        HttpRequestMessage request = new(new HttpMethod(method), uri) { Content = body, Version = HttpVersion.Version11 };
        body?.SetLength(head.Headers);
        EgressHeaders.Copy(head.Headers, request, vault);
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationTokenSource idle)
    {
        Task<HttpResponseMessage> sending = sender.SendAsync(request, idle.Token);
        if (body is null)
        {
            _ = WatchAsync(idle);
        }
        else
        {
            // Once the body is over, the next thing to be read is the plugin's leaving.
            _ = body.Finished.ContinueWith(_ => WatchAsync(idle), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }

        HttpResponseMessage response = await sending.ConfigureAwait(false);
        Outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return response;
    }

    private async Task ReturnAsync(HttpResponseMessage response, CancellationTokenSource idle)
    {
        EgressResponseMessage head = new((int)response.StatusCode, response.ReasonPhrase is { } reason ? vault.HideIn(reason) : null, EgressHeaders.Read(response, vault));
        await connection.WriteAsync(EgressFrameType.Response, head, EgressJson.Default.EgressResponseMessage, idle.Token).ConfigureAwait(false);
        Stream content = await response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
        SecretScrubber scrubber = new(vault.Secrets);
        byte[] buffer = new byte[EgressConnection.MaximumPiece];
        int read;
        while ((read = await ReadAsync(content, buffer, idle.Token).ConfigureAwait(false)) > 0)
        {
            idle.CancelAfter(options.IdleTimeout);
            received += read;
            if (received > options.ResponseBytes)
            {
                Outcome = "too long";
                throw new HttpRequestException($"The answer is longer than {options.ResponseBytes} bytes.");
            }

            await PassAsync(scrubber.Pass(buffer.AsMemory(0, read), isLast: false), idle.Token).ConfigureAwait(false);
        }

        await PassAsync(scrubber.Pass(ReadOnlyMemory<byte>.Empty, isLast: true), idle.Token).ConfigureAwait(false);
        await connection.WriteAsync(EgressFrameType.End, ReadOnlyMemory<byte>.Empty, idle.Token).ConfigureAwait(false);
    }

    private static async ValueTask<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException("The server broke its answer off.", exception);
        }
    }

    // What was held back of one piece may make the next longer than a frame takes.
    private async ValueTask PassAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        for (; piece.Length > 0; piece = piece[Math.Min(piece.Length, EgressConnection.MaximumPiece)..])
        {
            await connection.WriteAsync(EgressFrameType.Body, piece[..Math.Min(piece.Length, EgressConnection.MaximumPiece)], cancellationToken).ConfigureAwait(false);
        }
    }

    // The plugin says nothing more after its request, so anything it says, and its end, gives the request up.
    private async Task WatchAsync(CancellationTokenSource idle)
    {
        try
        {
            try
            {
                _ = await connection.ReadAsync(idle.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or ProtocolException)
            {
                // Gone without a word, or with a wrong one.
            }

            isGone = true;
            await idle.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The exchange is over.
        }
    }

    private async ValueTask FailAsync(bool isRefusal, string message, CancellationToken cancellationToken)
    {
        // What a server did wrong may be told in its own words, and those may repeat what it was sent.
        message = vault.HideIn(message);
        isRefused = isRefusal;
        Outcome = message;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.HeadTimeout);
        EgressFailureMessage failure = new(isRefusal, message);
        await connection.WriteAsync(EgressFrameType.Failure, failure, EgressJson.Default.EgressFailureMessage, limit.Token).ConfigureAwait(false);
    }

    // What could be read of an address before it was judged.
    private static string WithoutQuery(string url)
    {
        string start = url.Length <= 512 ? url : url[..512];
        int end = start.IndexOfAny(['?', '#']);
        return end < 0 ? start : start[..end];
    }

    // The kind of a failure, and nothing of what the machine's network looks like.
    private static string Explain(HttpRequestException exception) => exception.InnerException switch
    {
        AuthenticationException => "The server's certificate is not trusted.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "The host has no address.",
        SocketException socket => $"The server cannot be reached ({socket.SocketErrorCode}).",
        null => exception.Message,
        _ => $"The server did not answer as it should ({exception.HttpRequestError}).",
    };
}
