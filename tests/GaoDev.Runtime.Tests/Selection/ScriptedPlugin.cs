using System.Runtime.CompilerServices;
using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Tests.Selection;

/// <summary>A plugin whose provider gives, task after task, what the test wrote down: updates, or what it throws after them.</summary>
internal sealed class ScriptedPlugin(string name, params object[][] answers) : BaseProviderPlugin
{
    private readonly object[][] script = answers;
    private int asked;

    public List<AgentTask> Tasks { get; } = [];

    public override Type GetProviderType() => typeof(IAgentProvider);

    public override ProviderMetadata GetMetadata() => new() { Name = name, Version = "1.0.0" };

    public override IAgentProvider CreateProvider(ProviderContext context) => new Scripted(this);

    private sealed class Scripted(ScriptedPlugin plugin) : IAgentProvider
    {
        public string Name => plugin.Name;

        public string Version => plugin.Version;

        public IReadOnlyList<string> SupportedModels => [];

        public bool SupportsTool(string toolName) => toolName == plugin.Name;

        public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

        public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            plugin.Tasks.Add(task);
            object[] answer = plugin.script[Math.Min(plugin.asked++, plugin.script.Length - 1)];
            await Task.Yield();
            foreach (object part in answer)
            {
                yield return part is Exception failure ? throw failure : part is string text ? text : (AgentUpdate)part;
            }
        }
    }
}
