using GaoDev.Plugins.Activation;
using GaoDev.Providers;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider of this process with the load context that it came in: disposing it unloads both. Thread-safe as the provider is.</summary>
internal sealed class LoadedProvider(ActivatedPlugin plugin) : IAgentProvider
{
    public string Name => plugin.Provider.Name;

    public string Version => plugin.Provider.Version;

    public IReadOnlyList<string> SupportedModels => plugin.Provider.SupportedModels;

    public bool SupportsTool(string toolName) => plugin.Provider.SupportsTool(toolName);

    public string TranslateModelName(string canonicalName) => plugin.Provider.TranslateModelName(canonicalName);

    public ValueTask InitializeAsync(CancellationToken cancellationToken) => plugin.Provider.InitializeAsync(cancellationToken);

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => plugin.Provider.ValidateConfigurationAsync(cancellationToken);

    public IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken) => plugin.Provider.ExecuteTaskAsync(task, cancellationToken);

    public ValueTask DisposeAsync() => plugin.DisposeAsync();
}
