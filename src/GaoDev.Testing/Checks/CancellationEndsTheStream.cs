using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class CancellationEndsTheStream() : ConformanceCheck("A task ends soon after it is cancelled")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        // A provider that does not stop is not disposed either: it would hang there as well.
        IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string?> reading = Task.Run(() => ReadAsync(provider, suite.NewTask(), started, cancellation.Token), cancellationToken);
        await Task.WhenAny(started.Task, reading).WaitAsync(cancellationToken).ConfigureAwait(false);
        await cancellation.CancelAsync().ConfigureAwait(false);
        try
        {
            string? fault = await reading.WaitAsync(suite.CancellationBound, cancellationToken).ConfigureAwait(false);
            await provider.DisposeAsync().ConfigureAwait(false);
            return fault;
        }
        catch (TimeoutException)
        {
            return $"It still ran {suite.CancellationBound.TotalSeconds:0.#} s after its task was cancelled. Pass the token on to everything that waits.";
        }
    }

    private static async Task<string?> ReadAsync(IAgentProvider provider, AgentTask task, TaskCompletionSource started, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (AgentUpdate _ in provider.ExecuteTaskAsync(task, cancellationToken).ConfigureAwait(false))
            {
                started.TrySetResult();
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested)
        {
            return $"It threw {failure.GetType().Name} when its task was cancelled; only OperationCanceledException says that.";
        }
    }
}
