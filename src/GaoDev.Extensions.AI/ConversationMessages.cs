using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>Conversations in the terms of either side.</summary>
internal static class ConversationMessages
{
    /// <exception cref="ProviderException">A message holds what a task cannot carry.</exception>
    public static IReadOnlyList<AgentMessage> FromChat(IReadOnlyList<ChatMessage> messages, string? instructions, string providerName)
    {
        List<AgentMessage> conversation = [];
        if (!string.IsNullOrEmpty(instructions))
        {
            conversation.Add(new AgentMessage(AgentRole.System, instructions));
        }

        foreach (ChatMessage message in messages)
        {
            Add(conversation, message, providerName);
        }

        return conversation;
    }

    public static List<ChatMessage> ToChat(AgentTask task) => task.Conversation.Count == 0
        ? [new ChatMessage(ChatRole.User, task.Prompt)]
        : [.. task.Conversation.Select(ToChat)];

    private static void Add(List<AgentMessage> conversation, ChatMessage message, string providerName)
    {
        List<ToolCallUpdate> calls = [];
        foreach (AIContent content in message.Contents)
        {
            switch (content)
            {
                case FunctionCallContent call:
                    calls.Add(new ToolCallUpdate(call.CallId, call.Name, JsonArguments.Write(call.Arguments)));
                    break;
                case FunctionResultContent result:
                    // Each result is a message of its own, as backends have it.
                    conversation.Add(new AgentMessage(AgentRole.Tool, JsonArguments.WriteResult(result)) { ToolCallId = result.CallId });
                    break;
                case DataContent or UriContent:
                    throw new ProviderException(ProviderErrorKind.InvalidRequest, $"'{providerName}' takes text, and a message holds {content.GetType().Name}.", providerName);
            }
        }

        if (message.Text.Length > 0 || calls.Count > 0 || message.Contents.Count == 0)
        {
            conversation.Add(new AgentMessage(ReadRole(message.Role), message.Text) { ToolCalls = calls });
        }
    }

    private static ChatMessage ToChat(AgentMessage message)
    {
        if (message.Role == AgentRole.Tool)
        {
            return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId ?? "", message.Text)]);
        }

        List<AIContent> contents = message.Text.Length > 0 || message.ToolCalls.Count == 0 ? [new TextContent(message.Text)] : [];
        contents.AddRange(message.ToolCalls.Select(static call => new FunctionCallContent(call.CallId, call.ToolName, JsonArguments.Read(call.ArgumentsJson))));
        return new ChatMessage(WriteRole(message.Role), contents);
    }

    private static AgentRole ReadRole(ChatRole role) =>
        role == ChatRole.System ? AgentRole.System
        : role == ChatRole.Assistant ? AgentRole.Assistant
        : role == ChatRole.Tool ? AgentRole.Tool
        : AgentRole.User;

    private static ChatRole WriteRole(AgentRole role) => role switch
    {
        AgentRole.System => ChatRole.System,
        AgentRole.Assistant => ChatRole.Assistant,
        AgentRole.Tool => ChatRole.Tool,
        _ => ChatRole.User,
    };
}
