using System.Buffers;
using System.Buffers.Binary;

namespace GaoDev.Plugins.Protocol;

/// <summary>
/// Reads frames off a stream. A length is checked before anything is allocated for it, so memory stays below the
/// longest allowed frame whatever arrives. For one reader at a time; does not own the stream.
/// </summary>
internal sealed class FrameReader(Stream stream, int maximumLength) : IDisposable
{
    private const int HeaderLength = sizeof(uint);
    private const int UsualBuffer = 64 * 1024;

    private byte[]? buffer;
    private int start;
    private int end;

    /// <summary>The buffer's size, so that tests can hold it to its bound.</summary>
    internal int Capacity => buffer?.Length ?? 0;

    /// <summary>The next frame, or null where the stream ended between two frames.</summary>
    /// <exception cref="ProtocolException">A length is 0 or above the limit.</exception>
    /// <exception cref="EndOfStreamException">The stream ended within a frame.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken) =>
        TryTake(out Frame frame, out int missing) ? new(frame) : ReadMoreAsync(missing, cancellationToken);

    public void Dispose()
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = null;
            start = end = 0;
        }
    }

    private async ValueTask<Frame?> ReadMoreAsync(int missing, CancellationToken cancellationToken)
    {
        Frame frame;
        do
        {
            MakeRoom(missing);
            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return start == end ? null : throw new EndOfStreamException("The stream ended within a frame.");
            }

            end += read;
        }
        while (!TryTake(out frame, out missing));
        return frame;
    }

    private bool TryTake(out Frame frame, out int missing)
    {
        frame = default;
        int available = end - start;
        if (available < HeaderLength)
        {
            missing = HeaderLength - available;
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start));
        if (length == 0 || length > (uint)maximumLength)
        {
            throw new ProtocolException($"A frame says that it is {length} bytes long; 1 to {maximumLength} are allowed.");
        }

        missing = HeaderLength + (int)length - available;
        if (missing > 0)
        {
            return false;
        }

        int body = start + HeaderLength;
        frame = new Frame((FrameType)buffer![body], buffer.AsMemory(body + 1, (int)length - 1));
        start = body + (int)length;
        return true;
    }

    private void MakeRoom(int missing)
    {
        int available = end - start;
        int needed = Math.Max(available + missing, UsualBuffer);
        if (buffer is not null && (needed <= buffer.Length && !(available == 0 && buffer.Length > UsualBuffer)))
        {
            if (start > 0 && (start == end || end + missing > buffer.Length))
            {
                buffer.AsSpan(start, available).CopyTo(buffer);
                start = 0;
                end = available;
            }

            return;
        }

        byte[] replacement = ArrayPool<byte>.Shared.Rent(needed);
        buffer.AsSpan(start, available).CopyTo(replacement);
        Dispose();
        buffer = replacement;
        end = available;
    }
}
