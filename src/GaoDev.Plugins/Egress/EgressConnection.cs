using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Plugins.Egress;

/// <summary>
/// One end of a connection to the broker: frames of bounded length over a socket, in the form of the protocol's. One
/// reader and one writer at a time. Owns the stream.
/// </summary>
internal sealed class EgressConnection(Stream stream) : IDisposable
{
    /// <summary>The longest frame: a request's or an answer's headers, or a piece of a body.</summary>
    public const int MaximumFrame = 128 * 1024;

    /// <summary>The longest piece of a body.</summary>
    public const int MaximumPiece = 64 * 1024;

    private const int HeaderLength = 5;

    private readonly FrameReader reader = new(stream, MaximumFrame);

    /// <summary>The next frame, or null where the other end is gone.</summary>
    /// <exception cref="ProtocolException">It is longer than allowed.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<(EgressFrameType Type, Frame Frame)?> ReadAsync(CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } frame ? ((EgressFrameType)(byte)frame.Type, frame) : null;

    /// <exception cref="ProtocolException">The message is longer than a frame.</exception>
    public ValueTask WriteAsync<T>(EgressFrameType type, T message, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken) =>
        WriteAsync(type, JsonSerializer.SerializeToUtf8Bytes(message, typeInfo), cancellationToken);

    public async ValueTask WriteAsync(EgressFrameType type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (payload.Length >= MaximumFrame)
        {
            throw new ProtocolException($"A request's or an answer's headers take {payload.Length} bytes; {MaximumFrame} are allowed.");
        }

        byte[] frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)payload.Length + 1);
        frame[HeaderLength - 1] = (byte)type;
        payload.Span.CopyTo(frame.AsSpan(HeaderLength));
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        stream.Dispose();
        reader.Dispose();
    }
}
