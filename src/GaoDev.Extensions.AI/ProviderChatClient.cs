using System.Runtime.CompilerServices;
using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>A provider as a chat client: <see cref="AgentProviderExtensions.AsChatClient"/>.</summary>
internal sealed class ProviderChatClient(IAgentProvider provider, string? model, AgentContext context) : IChatClient
{
    private readonly ChatClientMetadata metadata = new(provider.Name, providerUri: null, model ?? (provider.SupportedModels is [string best, ..] ? best : null));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<AgentMessage> conversation = ConversationMessages.FromChat([.. messages], options?.Instructions, provider.Name);
        AgentTask task = new(ConversationPrompt.Write(conversation), context)
        {
            Model = options?.ModelId ?? model,
            Conversation = conversation is [{ Role: AgentRole.User }] ? [] : conversation,
            Tools = ReadTools(options),
            ToolDefinitions = [.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(static tool => new AgentTool(tool.Name, tool.Description, tool.JsonSchema.GetRawText()))],
            MaxOutputTokens = options?.MaxOutputTokens,
            Temperature = options?.Temperature,
        };

        string id = Guid.NewGuid().ToString("N");
        UsageUpdate? usage = null;
        FinishUpdate? finish = null;
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, cancellationToken).ConfigureAwait(false))
        {
            usage = update as UsageUpdate ?? usage;
            finish = update as FinishUpdate ?? finish;
            if (ToContent(update, task) is { } content)
            {
                yield return Wrap(content);
            }
        }

        // Chat clients add usage up where providers let the last one count, so it is said once.
        if (usage is not null)
        {
            yield return Wrap(new UsageContent(ToDetails(usage)));
        }

        if (finish is not null)
        {
            ChatResponseUpdate last = Wrap();
            last.FinishReason = FinishReasons.ToChat(finish.Reason);
            yield return last;
        }

        ChatResponseUpdate Wrap(params IList<AIContent> contents) =>
            new(ChatRole.Assistant, contents) { ResponseId = id, MessageId = id, ModelId = task.Model };
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(provider) ? provider
            : null;
    }

    public void Dispose()
    {
        // The provider is the caller's.
    }

    private List<string> ReadTools(ChatOptions? options)
    {
        List<string> tools = [.. options?.Tools?.Select(static tool => tool.Name) ?? []];
        string? unknown = tools.Find(tool => !provider.SupportsTool(tool));
        return unknown is null
            ? tools
            : throw new ProviderException(ProviderErrorKind.InvalidRequest, $"'{provider.Name}' does not support the tool '{unknown}'.", provider.Name);
    }

    private static AIContent? ToContent(AgentUpdate update, AgentTask task) => update switch
    {
        TextUpdate text => new TextContent(text.Text),
        ReasoningUpdate reasoning => new TextReasoningContent(reasoning.Text),
        ToolCallUpdate call => new FunctionCallContent(call.CallId, call.ToolName, JsonArguments.Read(call.ArgumentsJson))
        {
            // An agent that reports its own tools does not ask anyone to run them.
            InformationalOnly = !task.ToolDefinitions.Any(tool => tool.Name == call.ToolName),
        },
        _ => null,
    };

    private static UsageDetails ToDetails(UsageUpdate usage) => new()
    {
        InputTokenCount = usage.InputTokens,
        OutputTokenCount = usage.OutputTokens,
        TotalTokenCount = usage.InputTokens + usage.OutputTokens,
        CachedInputTokenCount = usage.CachedInputTokens,
        ReasoningTokenCount = usage.ReasoningTokens,
        // In millionths of a dollar: counts are whole numbers.
        AdditionalCounts = usage.CostInUsd is { } cost ? new() { ["cost_micro_usd"] = (long)Math.Round(cost * 1_000_000) } : null,
    };
}
