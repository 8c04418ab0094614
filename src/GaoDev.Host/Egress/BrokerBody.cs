using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Egress;

/// <summary>An answer's body as the broker hands it on. A body that was broken off never looks whole. For one reader.</summary>
internal sealed class BrokerBody(EgressConnection connection) : Stream
{
    private ReadOnlyMemory<byte> rest;
    private bool isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static HttpRequestException Failed(Frame frame)
    {
        EgressFailureMessage failure = frame.Read(EgressJson.Default.EgressFailureMessage);
        return new HttpRequestException(failure.IsRefused ? HttpRequestError.ConnectionError : HttpRequestError.Unknown, failure.Message);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (rest.Length == 0 && !isOver && buffer.Length > 0)
        {
            if (await ReadFrameAsync(cancellationToken).ConfigureAwait(false) is not { } next)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The answer was broken off.");
            }

            switch (next.Type)
            {
                case EgressFrameType.Body:
                    rest = next.Frame.Payload;
                    break;
                case EgressFrameType.End:
                    isOver = true;
                    break;
                case EgressFrameType.Failure:
                    throw new HttpIOException(HttpRequestError.ResponseEnded, Failed(next.Frame).Message);
                default:
                    throw new HttpIOException(HttpRequestError.InvalidResponse, "The broker sent another kind of frame.");
            }
        }

        int length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        rest = rest[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<(EgressFrameType Type, Frame Frame)?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ProtocolException exception)
        {
            throw new HttpIOException(HttpRequestError.InvalidResponse, exception.Message, exception);
        }
    }
}
