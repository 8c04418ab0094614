using System.Runtime.CompilerServices;
using GaoDev.Plugins;
using GaoDev.Providers;

namespace Fixtures;

/// <summary>Tells which versions it runs with.</summary>
public sealed class VersionProvider(string name, Func<IEnumerable<string>> report) : IAgentProvider
{
    public string Name => name;

    public string Version => "1.0.0";

    public IReadOnlyList<string> SupportedModels => [];

    public bool SupportsTool(string toolName) => false;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) =>
        new(ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (string line in report())
        {
            yield return line;
        }
    }

    public static string Describe(Type type) => $"{type.Assembly.GetName().Name} {type.Assembly.GetName().Version}";
}
