using OpenAI.Chat;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>A task in the client library's terms.</summary>
internal sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, ChatCompletionOptions Options)
{
    /// <exception cref="ProviderException">The task names a tool that it does not define.</exception>
    public static ChatRequest From(AgentTask task, AzureOpenAISettings settings, string providerName)
    {
        if (task.Tools.FirstOrDefault(name => task.ToolDefinitions.All(tool => tool.Name != name)) is { } unknown)
        {
            throw new ProviderException(ProviderErrorKind.InvalidRequest, $"The task names the tool '{unknown}' and does not define it.", providerName);
        }

        ChatCompletionOptions options = new()
        {
            MaxOutputTokenCount = task.MaxOutputTokens ?? settings.MaxTokens,
            Temperature = (float?)task.Temperature ?? settings.Temperature,
        };
        foreach (AgentTool tool in task.ToolDefinitions)
        {
            options.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.ParametersJson)));
        }

        return new ChatRequest(task.Conversation.Count == 0 ? [new UserChatMessage(task.Prompt)] : [.. task.Conversation.Select(Convert)], options);
    }

    private static ChatMessage Convert(AgentMessage message) => message.Role switch
    {
        AgentRole.System => new SystemChatMessage(message.Text),
        AgentRole.Tool => new ToolChatMessage(message.ToolCallId ?? "", message.Text),
        AgentRole.Assistant when message.ToolCalls.Count > 0 => ConvertCalls(message),
        AgentRole.Assistant => new AssistantChatMessage(message.Text),
        _ => new UserChatMessage(message.Text),
    };

    private static AssistantChatMessage ConvertCalls(AgentMessage message)
    {
        AssistantChatMessage calls = new(message.ToolCalls.Select(call =>
            ChatToolCall.CreateFunctionToolCall(call.CallId, call.ToolName, BinaryData.FromString(call.ArgumentsJson))));
        if (message.Text.Length > 0)
        {
            calls.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return calls;
    }
}
