using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Extensions.AI.Tests.Endpoints;

/// <summary>The smallest provider: it knows prompts and nothing else, and keeps the last task.</summary>
internal sealed class TextProvider : IAgentProvider
{
    public AgentTask? LastTask { get; private set; }

    public IReadOnlyList<AgentUpdate> Answer { get; init; } = ["one", "two", new FinishUpdate(FinishReason.Stop)];

    public string Name => "text";

    public string Version => "1.0.0";

    public IReadOnlyList<string> SupportedModels => [];

    public bool SupportsTool(string toolName) => true;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LastTask = task;
        await Task.Yield();
        foreach (AgentUpdate update in Answer)
        {
            yield return update;
        }
    }
}
