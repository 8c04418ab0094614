using System.Threading.Channels;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Telemetry;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// A request to a plugin's process and what has come of it so far. What waits to be read is bounded by the credit that
/// was given: a child that sends more breaks the protocol.
/// </summary>
/// <param name="id">Identifies it in the conversation.</param>
/// <param name="expected">The kind of frame that answers it, besides a failure.</param>
internal sealed class HostRequest(long id, FrameType expected)
{
    private readonly Channel<(AgentUpdate Update, int Length)> updates = Channel.CreateUnbounded<(AgentUpdate Update, int Length)>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly TaskCompletionSource<object?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long credit = ProtocolLimits.CreditWindow;
    private long taken;
    private int abandoned;

    public long Id { get; } = id;

    public FrameType Expected { get; } = expected;

    /// <summary>Completes, and never fails, when nothing more comes.</summary>
    public Task Settled => settled.Task;

    /// <summary>Who wants to know what the plugin traces, or null. Set before the request is sent.</summary>
    public PluginTrace? Trace { get; set; }

    public bool IsAbandoned => Volatile.Read(ref abandoned) != 0;

    /// <summary>The first time, whoever wants the trace; after that null.</summary>
    public PluginTrace? TakeTrace()
    {
        PluginTrace? trace = Trace;
        Trace = null;
        return trace;
    }

    /// <summary>Takes an update off the wire.</summary>
    /// <exception cref="ProtocolException">It was not allowed for.</exception>
    public void Add(AgentUpdate update, int length)
    {
        if (Volatile.Read(ref credit) <= 0)
        {
            throw new ProtocolException("More of an answer was sent than was allowed for.");
        }

        Interlocked.Add(ref credit, -length);
        if (!IsAbandoned)
        {
            updates.Writer.TryWrite((update, length));
        }
    }

    /// <summary>The next update, or null where there are no more. For one reader.</summary>
    /// <param name="giveCredit">Called with what may be sent in addition, when that is enough for a frame of its own.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<AgentUpdate?> NextAsync(Func<long, ValueTask> giveCredit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (AgentUpdate Update, int Length) next;
        while (!updates.Reader.TryRead(out next))
        {
            if (!await updates.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        taken += next.Length;
        if (taken >= ProtocolLimits.CreditStep)
        {
            Interlocked.Add(ref credit, taken);
            await giveCredit(taken).ConfigureAwait(false);
            taken = 0;
        }

        return next.Update;
    }

    /// <summary>The answer to a request that is not a task.</summary>
    public Task<object?> AnswerAsync(CancellationToken cancellationToken) => answer.Task.WaitAsync(cancellationToken);

    public void Complete(object? result)
    {
        updates.Writer.TryComplete();
        answer.TrySetResult(result);
        settled.TrySetResult();
    }

    public void Fail(Exception exception)
    {
        updates.Writer.TryComplete(exception);
        answer.TrySetException(exception);

        // A task's failure is seen through its updates.
        _ = answer.Task.Exception;
        settled.TrySetResult();
    }

    /// <summary>Whether this call was the first to give the request up while it was still running.</summary>
    public bool TryAbandon() => !settled.Task.IsCompleted && Interlocked.Exchange(ref abandoned, 1) == 0;
}
