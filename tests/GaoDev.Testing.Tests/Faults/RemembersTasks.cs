using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class RemembersTasks : SoundProvider
{
    private readonly List<string> prompts = [];

    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        prompts.Add(task.Prompt);
        foreach (string prompt in prompts)
        {
            yield return prompt;
        }
    }
}
