using System.Text;
using GaoDev.Providers;

namespace GaoDev.Host.Tests;

internal static class Answers
{
    public static async Task<List<AgentUpdate>> CollectAsync(this IAgentProvider provider, string prompt, CancellationToken cancellationToken)
    {
        List<AgentUpdate> updates = [];
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(BuiltFixtures.TaskOf(prompt), cancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    public static async Task<string[]> LinesAsync(this IAgentProvider provider, string prompt, CancellationToken cancellationToken) =>
        [.. (await provider.CollectAsync(prompt, cancellationToken)).OfType<TextUpdate>().Select(update => update.Text)];

    public static string Text(this IEnumerable<AgentUpdate> updates) =>
        updates.OfType<TextUpdate>().Aggregate(new StringBuilder(), (text, update) => text.Append(update.Text)).ToString();
}
