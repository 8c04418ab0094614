using System.Buffers;

namespace GaoDev.Plugins.Protocol;

/// <summary>A growing buffer of pooled memory that can be cut back to an earlier length.</summary>
internal sealed class FrameBuffer : IBufferWriter<byte>, IDisposable
{
    private const int UsualCapacity = 16 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(UsualCapacity);

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Count);

    public Span<byte> Span => bytes.AsSpan(0, Count);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - Count);
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(Count);
    }

    public void CutTo(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count = count;
    }

    /// <summary>Empties the buffer and gives back memory that a single long frame needed.</summary>
    public void Clear()
    {
        Count = 0;
        if (bytes.Length > 16 * UsualCapacity)
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
            bytes = ArrayPool<byte>.Shared.Rent(UsualCapacity);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = [];
        Count = 0;
    }

    private void Grow(int sizeHint)
    {
        int needed = Count + Math.Max(sizeHint, 1);
        if (needed <= bytes.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, bytes.Length * 2));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = larger;
    }
}
