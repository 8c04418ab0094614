using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class StreamsInIncrements() : ConformanceCheck("Its answer comes in parts")
{
    internal override bool AppliesTo(ConformanceSuite suite) => suite.AnswersInParts;

    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        int parts = 0;
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(suite.NewTask(), cancellationToken).ConfigureAwait(false))
        {
            if (update is null)
            {
                return "It gave null instead of an update.";
            }

            parts += update is TextUpdate { Text.Length: > 0 } ? 1 : 0;
        }

        return parts switch
        {
            0 => "It gave no text.",
            1 => "It gave the whole answer at once. Pass on each part as it comes.",
            _ => null,
        };
    }
}
