namespace GaoDev.Providers;

/// <summary>One thing that was said in a conversation. Immutable.</summary>
/// <param name="Role">Who said it.</param>
/// <param name="Text">What was said; a tool's result where a tool said it. May be empty.</param>
public sealed record AgentMessage(AgentRole Role, string Text)
{
    /// <summary>The tools that the model asked for in this message. Empty for every other role.</summary>
    public IReadOnlyList<ToolCallUpdate> ToolCalls { get; init; } = [];

    /// <summary>The call that this is the result of, or null for every role but <see cref="AgentRole.Tool"/>.</summary>
    public string? ToolCallId { get; init; }
}
