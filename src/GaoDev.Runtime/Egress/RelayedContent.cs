using System.Globalization;
using System.Net;
using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Runtime.Egress;

/// <summary>A request's body, passed on as the plugin sends it. Can be sent once.</summary>
internal sealed class RelayedContent(EgressConnection connection, long limit, Action onProgress) : HttpContent
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? length;
    private int isSent;

    public long Sent { get; private set; }

    /// <summary>Completes once the whole body was passed on.</summary>
    public Task Finished => finished.Task;

    /// <summary>Takes over the length that the plugin states, which its body must then have.</summary>
    /// <exception cref="EgressRefusedException">There is more than one, or it is no number within the limit.</exception>
    public void SetLength(IReadOnlyList<EgressHeader> headers)
    {
        string[] stated = [.. headers.Where(header => header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        if (stated.Length == 0)
        {
            return;
        }

        length = stated.Length == 1 && long.TryParse(stated[0], NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= limit
            ? value
            : throw new EgressRefusedException($"The body's length is not stated once, or is above {limit} bytes.");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref isSent, 1) != 0)
        {
            throw new HttpRequestException("The request's body was already sent.");
        }

        while (await connection.ReadAsync(cancellationToken).ConfigureAwait(false) is { } next)
        {
            switch (next.Type)
            {
                case EgressFrameType.Body:
                    Sent += next.Frame.Payload.Length;
                    if (Sent > (length ?? limit))
                    {
                        throw new EgressRefusedException($"The request's body is longer than {length ?? limit} bytes.");
                    }

                    onProgress();
                    await stream.WriteAsync(next.Frame.Payload, cancellationToken).ConfigureAwait(false);
                    break;
                case EgressFrameType.End:
                    if (length is { } stated && Sent != stated)
                    {
                        throw new EgressRefusedException("The request's body is shorter than it says.");
                    }

                    finished.TrySetResult();
                    return;
                default:
                    throw new ProtocolException("A body was interrupted by another kind of frame.");
            }
        }

        throw new EndOfStreamException("The plugin left in the middle of its request.");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
