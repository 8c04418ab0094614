using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests;

/// <summary>Keeps to the contract in everything. Each class in Faults changes one thing.</summary>
internal class SoundProvider : IAgentProvider
{
    public virtual string Name => "sound";

    public string Version => "1.2.3-beta.1+build";

    public IReadOnlyList<string> SupportedModels => ["sound-1"];

    public bool SupportsTool(string toolName) => false;

    public virtual string TranslateModelName(string canonicalName) =>
        canonicalName == "sound-1" ? canonicalName : throw new ModelNotFoundException(canonicalName, SupportedModels, Name);

    public virtual ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public virtual ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

    public virtual async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string word in task.Prompt.Split(' '))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return word;
        }

        yield return new FinishUpdate(FinishReason.Stop);
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
