using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>Reads one stream of chat updates as agent updates. Usage and finish reason are kept for the end, where they belong.</summary>
internal sealed class ChatUpdateReader
{
    private UsageDetails? usage;
    private ChatFinishReason? finish;

    /// <exception cref="ProviderExecutionException">The update reports an error.</exception>
    public IEnumerable<AgentUpdate> Read(ChatResponseUpdate update)
    {
        finish = update.FinishReason ?? finish;
        foreach (AIContent content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } text:
                    yield return new TextUpdate(text.Text);
                    break;
                case TextReasoningContent { Text.Length: > 0 } reasoning:
                    yield return new ReasoningUpdate(reasoning.Text);
                    break;
                case FunctionCallContent call:
                    yield return new ToolCallUpdate(call.CallId, call.Name, JsonArguments.Write(call.Arguments));
                    break;
                case UsageContent used:
                    (usage ??= new UsageDetails()).Add(used.Details);
                    break;
                case ErrorContent error:
                    throw new ProviderExecutionException($"The model reported an error: {error.Message}");
            }
        }
    }

    public IEnumerable<AgentUpdate> ReadEnd()
    {
        if (usage is not null)
        {
            yield return new UsageUpdate(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0)
            {
                CachedInputTokens = usage.CachedInputTokenCount,
                ReasoningTokens = usage.ReasoningTokenCount,
            };
        }

        if (finish is { } reason)
        {
            yield return new FinishUpdate(FinishReasons.FromChat(reason));
        }
    }
}
