using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Runtime.Telemetry;

/// <summary>A provider whose tasks are reported to whoever listens. Thread-safe as the provider is.</summary>
internal sealed class ObservedProvider(IAgentProvider provider, bool recordsContent, TimeProvider time) : IAgentProvider
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
        ArgumentNullException.ThrowIfNull(task);
        using TaskSpan span = new(provider.Name, task, recordsContent, time);
        await using IAsyncEnumerator<AgentUpdate> updates = provider.ExecuteTaskAsync(task, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync().ConfigureAwait(false))
        {
            span.Note(updates.Current);
            yield return updates.Current;
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                span.Fail(failure);
                throw;
            }
        }
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
