using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GaoDev.Providers.BuiltIn.CommandLine;

/// <summary>A provider that runs a command-line agent for each task and reads its events. Safe for concurrent use.</summary>
public abstract class CommandLineProvider : IAgentProvider
{
    private protected CommandLineProvider(ProviderContext context) => Context = context;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Version { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> SupportedModels { get; }

    private protected ProviderContext Context { get; }

    /// <summary>How to get the tool, for people.</summary>
    private protected abstract string Setup { get; }

    /// <summary>The tools among which the agent may be allowed to choose, and whether one changes files.</summary>
    private protected abstract IReadOnlyDictionary<string, bool> Tools { get; }

    /// <summary>Whether the agent has a tool of that name, as it writes it.</summary>
    public bool SupportsTool(string toolName) => Tools.ContainsKey(toolName);

    /// <summary>The tool's own name for a model.</summary>
    /// <exception cref="ModelNotFoundException">No tool could know it.</exception>
    public abstract string TranslateModelName(string canonicalName);

    /// <summary>Whether the tool is there and says its version, and the settings are of their types. Makes no request.</summary>
    public virtual async ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            Context.Configuration.GetSeconds("timeout");
            Context.Configuration.GetUri("base_url");
            AgentCommand command = new(Name, FindProgram(), ["--version"]);
            await foreach (JsonElement _ in command.RunAsync("", Context.WorkingDirectory, cancellationToken).ConfigureAwait(false))
            {
            }

            return command.ExitCode == 0
                ? ProviderValidationResult.Valid
                : ProviderValidationResult.Invalid($"{FindProgram()} --version ended with {command.ExitCode}. {command.ErrorTail}".TrimEnd());
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
        cancellationToken.ThrowIfCancellationRequested();
        RefuseWhatItCannotDo(task);
        TimeSpan timeout = task.Timeout ?? Context.Configuration.GetSeconds("timeout") ?? TimeSpan.FromHours(1);
        using CancellationTokenSource deadline = new(timeout, Context.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        AgentCommand command = CreateCommand(task);
        foreach ((string name, string value) in task.Context.EnvironmentVariables)
        {
            command.Environment[name] = value;
        }

        EventReader events = CreateReader();
        await using IAsyncEnumerator<JsonElement> lines = command.RunAsync(task.Prompt, task.Context.WorkingDirectory, either.Token).GetAsyncEnumerator(either.Token);
        while (await MoveNextAsync().ConfigureAwait(false))
        {
            foreach (AgentUpdate update in events.Read(lines.Current))
            {
                yield return update;
            }
        }

        if (events.Failure is { } failure)
        {
            throw failure;
        }

        if (command.ExitCode != 0)
        {
            throw new ProviderExecutionException($"'{Name}' failed: its tool ended with exit code {command.ExitCode}. {Clean(command.ErrorTail)}".TrimEnd(), Name)
            {
                Details = new Dictionary<string, string> { ["exit_code"] = $"{command.ExitCode}" },
            };
        }

        if (!events.IsComplete)
        {
            throw new ProviderException(ProviderErrorKind.Network, $"'{Name}' ended the answer before it was complete.", Name);
        }

        foreach (AgentUpdate update in events.ReadEnd())
        {
            yield return update;
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await lines.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException failure) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new ProviderTimeoutException($"'{Name}' had not answered in full after {timeout.TotalSeconds:0.###} s, and its tool was ended.", Name, failure);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected abstract AgentCommand CreateCommand(AgentTask task);

    private protected abstract EventReader CreateReader();

    private protected string FindProgram() => ProgramPath.Find(Context.Configuration.GetRequiredString("cli_path"), Name, Setup);

    /// <summary>The tools that a task may use: those that it names, without what its context takes away.</summary>
    private protected IReadOnlyList<string> AllowedTools(AgentTask task) =>
        [.. task.Tools.Where(tool => task.Context.AllowDestructiveOperations || !Tools[tool])];

    /// <summary>Blots the key out of what the tool says.</summary>
    private protected string Clean(string text) =>
        Context.Configuration.GetString("api_key") is { Length: > 0 } key ? text.Replace(key, "***", StringComparison.Ordinal) : text;

    private void RefuseWhatItCannotDo(AgentTask task)
    {
        string? reason =
            task.Tools.FirstOrDefault(tool => !SupportsTool(tool)) is { } unknown ? $"it has no tool '{unknown}'"
            : task.ToolDefinitions.Count > 0 ? "it runs its own tools and takes no functions"
            : !task.Context.EnableNetwork ? "it reaches its model over the network, which the task does not allow"
            : null;
        if (reason is not null)
        {
            throw new ProviderException(ProviderErrorKind.InvalidRequest, $"'{Name}' cannot run this task: {reason}.", Name);
        }
    }
}
