using System.Runtime.CompilerServices;
using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Tests.Registry;

/// <summary>A plugin written by hand, whose provider greets.</summary>
internal sealed class GreetingPlugin(string name) : BaseProviderPlugin
{
    public int Loaded { get; private set; }

    public int Unloaded { get; private set; }

    public int Disposed { get; private set; }

    public Exception? Failure { get; init; }

    public Exception? InitializationFailure { get; init; }

    public string ProviderVersion { get; init; } = "1.0.0";

    public Type ProviderType { get; init; } = typeof(IAgentProvider);

    public static async Task<string> AnswerAsync(IAgentProvider provider, string prompt)
    {
        string answer = "";
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(new AgentTask(prompt, new AgentContext("/")), TestContext.Current.CancellationToken))
        {
            answer += update is TextUpdate text ? text.Text : "";
        }

        return answer;
    }

    public override Type GetProviderType() => ProviderType;

    public override ProviderMetadata GetMetadata() => new()
    {
        Name = name,
        Version = ProviderVersion,
        Options = [new() { Name = "salutation", Default = "Hello" }],
    };

    public override IAgentProvider CreateProvider(ProviderContext context) =>
        Failure is null ? new Greeter(this, context.Configuration.GetRequiredString("salutation")) : throw Failure;

    public override ValueTask OnLoadedAsync(CancellationToken cancellationToken)
    {
        Loaded++;
        return ValueTask.CompletedTask;
    }

    public override ValueTask OnUnloadedAsync(CancellationToken cancellationToken)
    {
        Unloaded++;
        return ValueTask.CompletedTask;
    }

    private sealed class Greeter(GreetingPlugin plugin, string salutation) : IAgentProvider
    {
        public string Name => plugin.Name;

        public string Version => plugin.Version;

        public IReadOnlyList<string> SupportedModels => [];

        public bool SupportsTool(string toolName) => false;

        public ValueTask InitializeAsync(CancellationToken cancellationToken) =>
            plugin.InitializationFailure is null ? ValueTask.CompletedTask : ValueTask.FromException(plugin.InitializationFailure);

        public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

        public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield return $"{salutation}, ";
            yield return task.Prompt;
        }

        public ValueTask DisposeAsync()
        {
            plugin.Disposed++;
            return ValueTask.CompletedTask;
        }
    }
}
