namespace GaoDev.Host.Tests.Protocol;

/// <summary>Gives its bytes in pieces of the sizes it is told, as a pipe may.</summary>
internal sealed class TornStream(byte[] bytes, IReadOnlyList<int> sizes) : MemoryStream(bytes)
{
    private int turn;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int size = sizes.Count == 0 ? buffer.Length : Math.Min(buffer.Length, Math.Max(1, sizes[turn++ % sizes.Count]));
        return base.ReadAsync(buffer[..size], cancellationToken);
    }
}
