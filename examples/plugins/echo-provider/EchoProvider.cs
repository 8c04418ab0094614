using System.Runtime.CompilerServices;

namespace GaoDev.Examples.Echo;

[ProviderPlugin("echo", Description = "Answers with the words of the prompt", Models = ["echo-1"])]
public sealed partial class EchoProvider : IAgentProvider
{
    public bool SupportsTool(string toolName) => false;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string word in task.Prompt.Split(' '))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return word + " ";
            await Task.Yield();
        }

        yield return new FinishUpdate(FinishReason.Stop);
    }
}
