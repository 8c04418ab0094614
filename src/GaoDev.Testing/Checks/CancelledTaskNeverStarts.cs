using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class CancelledTaskNeverStarts() : ConformanceCheck("A task that is cancelled already gives no answer")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(suite.NewTask(), new CancellationToken(canceled: true)).ConfigureAwait(false))
            {
                return $"It gave a {update.GetType().Name} for a task that was cancelled before it began.";
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return "It ended as if nothing had been cancelled. Throw OperationCanceledException.";
    }
}
