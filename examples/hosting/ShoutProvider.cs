using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Examples.Hosting;

/// <summary>Answers with the prompt in capitals, word by word.</summary>
internal sealed class ShoutProvider(string punctuation) : IAgentProvider
{
    public string Name => "shout";

    public string Version => "1.0.0";

    public IReadOnlyList<string> SupportedModels => [];

    public bool SupportsTool(string toolName) => false;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string word in task.Prompt.Split(' '))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return word.ToUpperInvariant() + " ";
        }

        yield return punctuation;
    }
}
