using System.Runtime.CompilerServices;
using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Tests.Registry;

/// <summary>A plugin written by hand, whose provider greets.</summary>
internal sealed class GreetingPlugin(string name) : BaseProviderPlugin
{
    private readonly TaskCompletionSource unloadedOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int loaded, unloaded, disposed, made, translated;

    public int Loaded => loaded;

    public int Unloaded => unloaded;

    public int Disposed => disposed;

    public int Made => made;

    public int Translated => translated;

    public Task UnloadedOnce => unloadedOnce.Task;

    public Exception? Failure { get; init; }

    public Exception? InitializationFailure { get; init; }

    public Exception? LoadFailure { get; init; }

    public Exception? UnloadFailure { get; init; }

    /// <summary>Called before a provider is made.</summary>
    public Func<int> Creating { get; init; } = static () => 0;

    public string ProviderVersion { get; init; } = "1.0.0";

    public Type ProviderType { get; init; } = typeof(IAgentProvider);

    public IReadOnlyList<ProviderOptionMetadata> Options { get; init; } = [new() { Name = "salutation", Default = "Hello" }];

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

    public override ProviderMetadata GetMetadata() => new() { Name = name, Version = ProviderVersion, Options = Options };

    public override IAgentProvider CreateProvider(ProviderContext context)
    {
        Interlocked.Increment(ref made);
        Creating();
        return Failure is null ? new Greeter(this, context.Configuration.GetRequiredString("salutation")) : throw Failure;
    }

    public override ValueTask OnLoadedAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref loaded);
        return LoadFailure is null ? ValueTask.CompletedTask : ValueTask.FromException(LoadFailure);
    }

    public override ValueTask OnUnloadedAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref unloaded);
        unloadedOnce.TrySetResult();
        return UnloadFailure is null ? ValueTask.CompletedTask : ValueTask.FromException(UnloadFailure);
    }

    private sealed class Greeter(GreetingPlugin plugin, string salutation) : IAgentProvider, IDisposalAware
    {
        public string Name => plugin.Name;

        public string Version => plugin.Version;

        public IReadOnlyList<string> SupportedModels => [];

        public bool IsDisposed { get; private set; }

        public bool SupportsTool(string toolName) => false;

        public string TranslateModelName(string canonicalName)
        {
            Interlocked.Increment(ref plugin.translated);
            return canonicalName;
        }

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
            IsDisposed = true;
            Interlocked.Increment(ref plugin.disposed);
            return ValueTask.CompletedTask;
        }
    }
}
