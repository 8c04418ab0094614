namespace GaoDev.Testing.Tests.Faults;

internal sealed class DisposesOnce : SoundProvider
{
    private bool disposed;

    public override ValueTask DisposeAsync()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        disposed = true;
        return ValueTask.CompletedTask;
    }
}
