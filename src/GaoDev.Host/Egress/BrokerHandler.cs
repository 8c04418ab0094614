using System.Net;
using System.Net.Sockets;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Egress;

/// <summary>
/// Sends a plugin's requests to the broker in the parent, which is the only way out of a sandbox. Answers stream. Safe
/// for concurrent use.
/// </summary>
internal sealed class BrokerHandler : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using RequestSpan span = new(request);
        try
        {
            HttpResponseMessage response = await AskAsync(request, cancellationToken).ConfigureAwait(false);
            span.Answered((int)response.StatusCode);
            return response;
        }
        catch (Exception exception)
        {
            span.Fail(exception.GetType().FullName!);
            throw;
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        EgressConnection connection = new(await ConnectAsync(cancellationToken).ConfigureAwait(false));
        try
        {
            await WriteAsync(connection, request, cancellationToken).ConfigureAwait(false);
            EgressResponseMessage head = await ReadHeadAsync(connection, cancellationToken).ConfigureAwait(false);
            HttpResponseMessage response = new((HttpStatusCode)head.Status)
            {
                ReasonPhrase = head.Reason,
                RequestMessage = request,
                Content = new StreamContent(new BrokerBody(connection)),
            };
            foreach (EgressHeader header in head.Headers)
            {
                if (!response.Headers.TryAddWithoutValidation(header.Name, header.Value))
                {
                    response.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
                }
            }

            return response;
        }
        catch (Exception exception)
        {
            connection.Dispose();
            if (exception is IOException or ProtocolException)
            {
                throw new HttpRequestException("The broker gave no answer.", exception);
            }

            throw;
        }
    }

    /// <summary>A connection to the broker.</summary>
    /// <exception cref="HttpRequestException">There is no way to it.</exception>
    public static async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SandboxLayout.EgressSocket), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new HttpRequestException(HttpRequestError.ConnectionError, "This plugin has no access to the network, or its task was given none.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task WriteAsync(EgressConnection connection, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            throw new InvalidOperationException("The request has no absolute address.");
        }

        // Counted before the headers are read, which is what makes the length one of them.
        _ = request.Content?.Headers.ContentLength;
        List<EgressHeader> headers = [];
        Add(headers, request.Headers);
        if (request.Content is not null)
        {
            Add(headers, request.Content.Headers);
        }

        EgressRequestMessage head = new(request.Method.Method, uri.AbsoluteUri, headers, request.Content is not null);
        await connection.WriteAsync(EgressFrameType.Request, head, EgressJson.Default.EgressRequestMessage, cancellationToken).ConfigureAwait(false);
        if (request.Content is not null)
        {
            Stream body = new BrokerRequestStream(connection);
            await using (body.ConfigureAwait(false))
            {
                try
                {
                    await request.Content.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
                    await connection.WriteAsync(EgressFrameType.End, ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    // The broker refused before it took the whole body, and its answer says why.
                }
            }
        }
    }

    private static void Add(List<EgressHeader> target, System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in headers.NonValidated)
        {
            target.Add(new EgressHeader(name, values.ToString()));
        }
    }

    private static async Task<EgressResponseMessage> ReadHeadAsync(EgressConnection connection, CancellationToken cancellationToken)
    {
        if (await connection.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } first)
        {
            throw new EndOfStreamException("The broker closed the connection.");
        }

        return first.Type switch
        {
            EgressFrameType.Response => first.Frame.Read(EgressJson.Default.EgressResponseMessage),
            EgressFrameType.Failure => throw BrokerBody.Failed(first.Frame),
            _ => throw new ProtocolException("The broker answered with another kind of frame."),
        };
    }
}
