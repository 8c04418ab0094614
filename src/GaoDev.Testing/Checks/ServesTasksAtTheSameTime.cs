using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class ServesTasksAtTheSameTime() : ConformanceCheck("One instance serves eight tasks at the same time")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        string?[] faults = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync(provider, suite.NewTask(), cancellationToken), cancellationToken))).ConfigureAwait(false);
        return Array.Find(faults, static fault => fault is not null);
    }

    private static async Task<string?> RunAsync(IAgentProvider provider, AgentTask task, CancellationToken cancellationToken)
    {
        try
        {
            bool answered = false;
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, cancellationToken).ConfigureAwait(false))
            {
                answered |= update is TextUpdate { Text.Length: > 0 };
            }

            return answered ? null : "One of the tasks got no text.";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"One of the tasks failed with {failure.GetType().Name}: {failure.Message}";
        }
    }
}
