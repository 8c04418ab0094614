namespace GaoDev.Runtime.Packages.Download;

/// <summary>A new file that does not grow beyond a limit, however much a stranger sends.</summary>
internal sealed class BoundedFile(string path, long limit) : FileStream(
    path,
    new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous, BufferSize = 0 })
{
    /// <summary>Whether more was sent than fits.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Why this machine could not write it, or null. Kept, because whoever copies to it takes it for the sender's fault.</summary>
    public IOException? WriteFailure { get; private set; }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Reserve(buffer.Length);
        try
        {
            base.Write(buffer);
        }
        catch (IOException failure)
        {
            WriteFailure = failure;
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reserve(buffer.Length);
        try
        {
            await base.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException failure)
        {
            WriteFailure = failure;
            throw;
        }
    }

    private void Reserve(int count)
    {
        if (Position + count > limit)
        {
            IsExceeded = true;
            throw new IOException("The file would grow beyond its limit.");
        }
    }
}
