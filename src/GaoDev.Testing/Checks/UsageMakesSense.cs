using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class UsageMakesSense() : ConformanceCheck("What it says of usage can be true")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (provider.ConfigureAwait(false))
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(suite.NewTask(), cancellationToken).ConfigureAwait(false))
            {
                if (update is UsageUpdate usage && (usage.InputTokens < 0 || usage.OutputTokens < 0 || usage.CostInUsd < 0
                    || usage.CachedInputTokens < 0 || usage.CachedInputTokens > usage.InputTokens
                    || usage.ReasoningTokens < 0 || usage.ReasoningTokens > usage.OutputTokens))
                {
                    return $"It says {usage}.";
                }
            }
        }

        return null;
    }
}
