using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class KeepsNothingOfATask() : ConformanceCheck("It keeps nothing of one task for the next")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        string marker = $"marker{Guid.NewGuid():N}";
        IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (provider.ConfigureAwait(false))
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            AgentTask first = suite.NewTask();
            await ReadAsync(provider, first with { Prompt = $"{first.Prompt} {marker}" }, cancellationToken).ConfigureAwait(false);
            string answer = await ReadAsync(provider, suite.NewTask(), cancellationToken).ConfigureAwait(false);
            return answer.Contains(marker, StringComparison.OrdinalIgnoreCase) ? "The answer to a task holds a word of the task before it." : null;
        }
    }

    private static async Task<string> ReadAsync(IAgentProvider provider, AgentTask task, CancellationToken cancellationToken)
    {
        System.Text.StringBuilder answer = new();
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, cancellationToken).ConfigureAwait(false))
        {
            answer.Append(update is TextUpdate text ? text.Text : update.ToString());
        }

        return answer.ToString();
    }
}
