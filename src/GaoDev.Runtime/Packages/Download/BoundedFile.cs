namespace GaoDev.Runtime.Packages.Download;

/// <summary>A new file that does not grow beyond a limit, however much a stranger sends.</summary>
internal sealed class BoundedFile(string path, long limit, Action<long>? grown = null) : Stream
{
    private readonly FileStream _file = new(
        path,
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous, BufferSize = 0 });

    private const long Step = 256 * 1024;

    private long _told;

    /// <summary>Called after each piece that was written.</summary>
    public Action? Written { get; set; }

    /// <summary>Whether more was sent than fits.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Why this machine could not write it, or null. Kept, because whoever copies to it takes it for the sender's fault.</summary>
    public IOException? WriteFailure { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void SetLength(long value) => _file.SetLength(value);

    public override void Flush() => _file.Flush();

    public override void Write(byte[] buffer, int offset, int count)
    {
        Reserve(count);
        try
        {
            _file.Write(buffer, offset, count);
            Written?.Invoke();
        }
        catch (IOException failure)
        {
            WriteFailure = failure;
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reserve(buffer.Length);
        try
        {
            await _file.WriteAsync(buffer, cancellationToken);
            Written?.Invoke();
        }
        catch (IOException failure)
        {
            WriteFailure = failure;
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Reserve(int count)
    {
        if (Position + count > limit)
        {
            IsExceeded = true;
            throw new IOException("The file would grow beyond its limit.");
        }

        if (grown is not null && Position + count >= _told + Step)
        {
            _told = Position + count;
            grown(_told);
        }
    }
}
