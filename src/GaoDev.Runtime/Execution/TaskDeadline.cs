using GaoDev.Providers;

namespace GaoDev.Runtime.Execution;

/// <summary>A task's time and its caller's patience in one token, told apart again in what is thrown.</summary>
internal sealed class TaskDeadline : IDisposable
{
    // A timer takes no more; nobody waits so long.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly TimeSpan? limit;
    private readonly string provider;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;

    public TaskDeadline(TimeSpan? limit, string provider, TimeProvider timeProvider, CancellationToken caller)
    {
        this.limit = limit;
        this.provider = provider;
        this.caller = caller;
        TimeSpan delay = limit is { } given && given < Longest ? TimeSpan.FromTicks(Math.Max(given.Ticks, 0)) : Timeout.InfiniteTimeSpan;
        timer = new CancellationTokenSource(delay, timeProvider);
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    public CancellationToken Token => either.Token;

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="ProviderTimeoutException">The time was over.</exception>
    public ValueTask<T> GuardAsync<T>(ValueTask<T> step) => step.IsCompletedSuccessfully ? step : new ValueTask<T>(AwaitAsync(step));

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }

    private async Task<T> AwaitAsync<T>(ValueTask<T> step)
    {
        try
        {
            return await step.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested)
        {
            throw new ProviderTimeoutException($"The provider '{provider}' was not done within {limit!.Value.TotalSeconds:0.###} s.", provider, exception);
        }
    }
}
