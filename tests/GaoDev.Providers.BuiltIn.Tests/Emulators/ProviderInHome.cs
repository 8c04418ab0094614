using System.Runtime.CompilerServices;

namespace GaoDev.Providers.BuiltIn.Tests.Emulators;

/// <summary>A provider whose tasks, whatever they name, run in the empty home and the project of a test.</summary>
internal sealed class ProviderInHome(IAgentProvider provider, ToolHome home) : IAgentProvider
{
    public string Name => provider.Name;

    public string Version => provider.Version;

    public IReadOnlyList<string> SupportedModels => provider.SupportedModels;

    public bool SupportsTool(string toolName) => provider.SupportsTool(toolName);

    public string TranslateModelName(string canonicalName) => provider.TranslateModelName(canonicalName);

    public ValueTask InitializeAsync(CancellationToken cancellationToken) => provider.InitializeAsync(cancellationToken);

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => provider.ValidateConfigurationAsync(cancellationToken);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task with { Context = home.NewTask(task.Prompt).Context }, cancellationToken))
        {
            yield return update;
        }
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
