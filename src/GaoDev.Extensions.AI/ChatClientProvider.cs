using System.Runtime.CompilerServices;
using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>
/// Makes a provider of an <see cref="IChatClient"/>: derive from it, return the client, and mark the class with
/// <see cref="ProviderPluginAttribute"/>. Safe for concurrent use where the client is; runs in the process that
/// holds the provider.
/// </summary>
public abstract class ChatClientProvider : IAgentProvider
{
    private readonly TimeProvider timeProvider;
    private readonly Lazy<IChatClient> client;
    private bool disposed;

    /// <summary>Creates a provider. The client is made when it is first needed.</summary>
    /// <param name="context">What the provider is given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    protected ChatClientProvider(ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        timeProvider = context.TimeProvider;
        client = new Lazy<IChatClient>(CreateClient);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Version { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> SupportedModels { get; }

    /// <summary>How long a task may take that does not say. None by default, which leaves it to the caller.</summary>
    protected virtual TimeSpan? DefaultTimeout => null;

    /// <summary>
    /// Whether the client always says why an answer ended. An answer that ends without is then reported as a lost
    /// connection. False by default.
    /// </summary>
    protected virtual bool AlwaysReportsFinish => false;

    /// <summary>Whether tasks may name this tool. By default any, for the model is told of the functions that a task defines.</summary>
    public virtual bool SupportsTool(string toolName) => true;

    /// <summary>The backend's own name for a canonical model name. By default the name itself, where it is supported.</summary>
    /// <exception cref="ModelNotFoundException">The provider does not have that model.</exception>
    public virtual string TranslateModelName(string canonicalName) =>
        SupportedModels.Count == 0
            ? canonicalName
            : SupportedModels.FirstOrDefault(model => string.Equals(model, canonicalName, StringComparison.OrdinalIgnoreCase))
                ?? throw new ModelNotFoundException(canonicalName, SupportedModels, Name);

    /// <summary>Asks the model for one token, and reports what goes wrong. Override it to check options before that.</summary>
    public virtual async ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            AgentTask task = new("ping", new AgentContext(Path.GetTempPath()));
            ChatOptions options = CreateOptions(task);
            options.MaxOutputTokens = 1;
            await foreach (ChatResponseUpdate _ in StreamAsync(task, options, cancellationToken).ConfigureAwait(false))
            {
            }

            return ProviderValidationResult.Valid;
        }
        catch (ProviderException failure)
        {
            return ProviderValidationResult.Invalid(failure.Message);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ChatOptions options = CreateOptions(task);
        options.ModelId = task.Model is null ? options.ModelId : TranslateModelName(task.Model);
        options.MaxOutputTokens = task.MaxOutputTokens ?? options.MaxOutputTokens;
        options.Temperature = (float?)task.Temperature ?? options.Temperature;
        AddTools(task, options);

        ChatUpdateReader reader = new();
        await foreach (ChatResponseUpdate update in StreamAsync(task, options, cancellationToken).ConfigureAwait(false))
        {
            foreach (AgentUpdate part in reader.Read(update))
            {
                yield return part;
            }
        }

        foreach (AgentUpdate part in reader.ReadEnd())
        {
            yield return part;
        }
    }

    /// <summary>Disposes the client, where one was made. May be called again.</summary>
    public virtual ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref disposed, true) && client.IsValueCreated)
        {
            client.Value.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the client. Called once, when it is first needed; what it throws is thrown at every use. Disposed with the provider.</summary>
    /// <exception cref="ProviderException">The configuration does not allow it.</exception>
    protected abstract IChatClient CreateClient();

    /// <summary>The options of one task's request: a new object at each call. The model is filled in where the task names one.</summary>
    protected virtual ChatOptions CreateOptions(AgentTask task) => new();

    /// <summary>
    /// Says in the contract's terms what the client threw, or returns null to leave it to the rules for HTTP and
    /// connection failures. Not called for a cancellation by the caller.
    /// </summary>
    protected virtual ProviderException? TranslateError(Exception failure) => null;

    private void AddTools(AgentTask task, ChatOptions options)
    {
        if (task.Tools.FirstOrDefault(name => !SupportsTool(name) || task.ToolDefinitions.All(tool => tool.Name != name)) is { } unknown)
        {
            string reason = SupportsTool(unknown) ? "knows a tool only by its definition, and the task defines none of that name" : "does not support it";
            throw new ProviderException(ProviderErrorKind.InvalidRequest, $"The task names the tool '{unknown}', and '{Name}' {reason}.", Name);
        }

        if (task.ToolDefinitions.Count > 0)
        {
            options.Tools = [.. options.Tools ?? [], .. task.ToolDefinitions.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, JsonArguments.ReadSchema(tool, Name)))];
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        AgentTask task,
        ChatOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        TimeSpan timeout = task.Timeout ?? DefaultTimeout ?? Timeout.InfiniteTimeSpan;
        using CancellationTokenSource deadline = new(timeout, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        FailureTranslation errors = new(Name, timeout, TranslateError);

        await using IAsyncEnumerator<ChatResponseUpdate> updates = Start();
        bool finished = false;
        while (await MoveNextAsync().ConfigureAwait(false))
        {
            finished |= updates.Current.FinishReason is not null;
            yield return updates.Current;
        }

        if (AlwaysReportsFinish && !finished)
        {
            throw new ProviderException(ProviderErrorKind.Network, $"'{Name}' ended the answer before it was complete.", Name);
        }

        IAsyncEnumerator<ChatResponseUpdate> Start()
        {
            try
            {
                return client.Value.GetStreamingResponseAsync(ConversationMessages.ToChat(task), options, either.Token).GetAsyncEnumerator(either.Token);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not ProviderException)
            {
                throw errors.Translate(failure, deadline.IsCancellationRequested);
            }
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not ProviderException)
            {
                throw errors.Translate(failure, deadline.IsCancellationRequested);
            }
        }
    }
}
