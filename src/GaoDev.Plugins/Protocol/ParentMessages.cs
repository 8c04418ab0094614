using GaoDev.Plugins.Loading;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Plugins.Protocol;

/// <summary>Opens the conversation. The one frame whose form never changes, so that any two versions can refuse each other.</summary>
/// <param name="Minimum">The oldest protocol version that the parent speaks.</param>
/// <param name="Maximum">The newest.</param>
internal sealed record HelloMessage(int Minimum, int Maximum);

/// <summary>Says which plugin to load and how to configure its provider. Comes once, after the child is ready.</summary>
internal sealed record CreateMessage(
    string Provider,
    string EntryType,
    AssetsMessage Assets,
    IReadOnlyDictionary<string, string> Configuration,
    IReadOnlyList<string> Secrets,
    string WorkingDirectory,
    IReadOnlyList<string> Tunnels,
    LogLevel LogLevel);

/// <summary>A plugin's files, as <see cref="PluginAssets"/> holds them.</summary>
internal sealed record AssetsMessage(
    string EntryAssembly,
    IReadOnlyDictionary<string, string> Managed,
    IReadOnlyDictionary<string, string> Native,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Satellites)
{
    public static AssetsMessage From(PluginAssets assets) => new(assets.EntryAssembly, assets.Managed, assets.Native, assets.Satellites);

    public PluginAssets ToAssets() => new(EntryAssembly, Managed, Native, Satellites);
}

/// <summary>Asks the provider to make itself ready. Answered by completed or failed.</summary>
internal sealed record InitializeMessage(long Id);

/// <summary>Asks the provider to check its configuration. Answered by validated or failed.</summary>
internal sealed record ValidateMessage(long Id);

/// <summary>Runs a task. Answered by updates, then completed or failed.</summary>
/// <param name="Id">Identifies the request; never used twice in one conversation.</param>
/// <param name="Credit">How many bytes of updates may be sent before more credit comes.</param>
/// <param name="Task">What to do.</param>
/// <param name="TraceParent">The application's span (W3C traceparent) where it wants to know what the plugin traces, or null.</param>
internal sealed record ExecuteMessage(long Id, long Credit, TaskMessage Task, string? TraceParent);

/// <summary>A task, as <see cref="AgentTask"/> and its context hold it.</summary>
internal sealed record TaskMessage(
    string Prompt,
    string? Model,
    IReadOnlyList<string> Tools,
    long? TimeoutMilliseconds,
    string ProjectRoot,
    string TaskDirectory,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyDictionary<string, string> EnvironmentVariables,
    bool AllowDestructiveOperations,
    bool EnableNetwork,
    IReadOnlyList<ConversationMessage> Conversation,
    IReadOnlyList<ToolMessage> ToolDefinitions,
    int? MaxOutputTokens,
    double? Temperature)
{
    public static TaskMessage From(AgentTask task) => new(
        task.Prompt,
        task.Model,
        task.Tools,
        (long?)task.Timeout?.TotalMilliseconds,
        task.Context.ProjectRoot,
        task.Context.WorkingDirectory,
        task.Context.Metadata,
        task.Context.EnvironmentVariables,
        task.Context.AllowDestructiveOperations,
        task.Context.EnableNetwork,
        [.. task.Conversation.Select(ConversationMessage.From)],
        [.. task.ToolDefinitions.Select(tool => new ToolMessage(tool.Name, tool.Description, tool.ParametersJson))],
        task.MaxOutputTokens,
        task.Temperature);

    public AgentTask ToTask() => new(
        Prompt,
        new AgentContext(ProjectRoot, TaskDirectory)
        {
            Metadata = Metadata,
            EnvironmentVariables = EnvironmentVariables,
            AllowDestructiveOperations = AllowDestructiveOperations,
            EnableNetwork = EnableNetwork,
        })
    {
        Model = Model,
        Tools = Tools,
        Timeout = TimeoutMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        Conversation = [.. Conversation.Select(message => message.ToMessage())],
        ToolDefinitions = [.. ToolDefinitions.Select(tool => new AgentTool(tool.Name, tool.Description, tool.ParametersJson))],
        MaxOutputTokens = MaxOutputTokens,
        Temperature = Temperature,
    };
}

/// <summary>One message of a task's conversation.</summary>
internal sealed record ConversationMessage(AgentRole Role, string Text, string? ToolCallId, IReadOnlyList<ConversationCall> ToolCalls)
{
    public static ConversationMessage From(AgentMessage message) =>
        new(message.Role, message.Text, message.ToolCallId, [.. message.ToolCalls.Select(call => new ConversationCall(call.CallId, call.ToolName, call.ArgumentsJson))]);

    public AgentMessage ToMessage() => new(Role, Text)
    {
        ToolCallId = ToolCallId,
        ToolCalls = [.. ToolCalls.Select(call => new ToolCallUpdate(call.CallId, call.ToolName, call.ArgumentsJson))],
    };
}

/// <summary>A call in a task's conversation.</summary>
internal sealed record ConversationCall(string CallId, string ToolName, string ArgumentsJson);

/// <summary>A function that a task offers.</summary>
internal sealed record ToolMessage(string Name, string Description, string ParametersJson);

/// <summary>Asks for the backend's name of a model. Answered by an answer or failed.</summary>
internal sealed record TranslateModelMessage(long Id, string Model);

/// <summary>Asks whether a tool is supported. Answered by an answer or failed.</summary>
internal sealed record SupportsToolMessage(long Id, string Tool);

/// <summary>Gives a request up. It is still answered by completed or failed; one that has been answered is ignored.</summary>
internal sealed record CancelMessage(long Id);

/// <summary>Allows that many more bytes of updates.</summary>
internal sealed record CreditMessage(long Id, long Bytes);

/// <summary>Ends the conversation: the child disposes the provider, unloads the plugin and exits.</summary>
internal sealed record ShutdownMessage;
