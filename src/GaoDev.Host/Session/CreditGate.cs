namespace GaoDev.Host.Session;

/// <summary>
/// How much of one answer may be sent. Sending is allowed while the credit is positive and the frame is taken off
/// afterwards, so that no frame is too long to be ever sent. One sender, any giver.
/// </summary>
internal sealed class CreditGate(long credit)
{
    private readonly Lock gate = new();
    private long available = credit;
    private TaskCompletionSource? waiting;

    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (available > 0)
            {
                return ValueTask.CompletedTask;
            }

            waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(waiting.Task.WaitAsync(cancellationToken));
        }
    }

    public void Take(long bytes)
    {
        lock (gate)
        {
            available -= bytes;
        }
    }

    public void Give(long bytes)
    {
        lock (gate)
        {
            available += bytes;
            if (available > 0)
            {
                waiting?.TrySetResult();
                waiting = null;
            }
        }
    }
}
