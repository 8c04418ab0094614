using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class FinishComesLast() : ConformanceCheck("It says at most once why the answer ended, and nothing after that")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        bool finished = false;
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(suite.NewTask(), cancellationToken).ConfigureAwait(false))
        {
            if (finished)
            {
                return $"A {update.GetType().Name} came after the FinishUpdate.";
            }

            finished = update is FinishUpdate;
        }

        return null;
    }
}
