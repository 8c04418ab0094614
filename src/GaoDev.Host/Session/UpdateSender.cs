using System.Text.Json.Serialization.Metadata;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;

namespace GaoDev.Host.Session;

/// <summary>
/// Sends the updates of one answer as they come. Long text is cut into frames, never within a character; half of a
/// surrogate pair waits for its other half.
/// </summary>
internal sealed class UpdateSender(long id, CreditGate credit, FrameWriter writer)
{
    private char pendingText;
    private char pendingReasoning;

    public async ValueTask SendAsync(AgentUpdate update, CancellationToken cancellationToken)
    {
        switch (update)
        {
            case TextUpdate text:
                string content = Join(ref pendingText, text.Text);
                for (int start = 0; start < content.Length || start == 0; start += CutAt(content, start))
                {
                    await WriteAsync(FrameType.Text, new PieceMessage(id, Piece(content, start)), ProtocolJson.Default.PieceMessage, cancellationToken).ConfigureAwait(false);
                    if (content.Length == 0)
                    {
                        break;
                    }
                }

                break;
            case ReasoningUpdate reasoning:
                string thought = Join(ref pendingReasoning, reasoning.Text);
                for (int start = 0; start < thought.Length; start += CutAt(thought, start))
                {
                    await WriteAsync(FrameType.Reasoning, new PieceMessage(id, Piece(thought, start)), ProtocolJson.Default.PieceMessage, cancellationToken).ConfigureAwait(false);
                }

                break;
            case ToolCallUpdate call:
                await WriteAsync(FrameType.ToolCall, new ToolCallMessage(id, call.CallId, call.ToolName, call.ArgumentsJson), ProtocolJson.Default.ToolCallMessage, cancellationToken).ConfigureAwait(false);
                break;
            case UsageUpdate usage:
                await WriteAsync(FrameType.Usage, new UsageMessage(id, usage.InputTokens, usage.OutputTokens, usage.CachedInputTokens, usage.ReasoningTokens, usage.CostInUsd), ProtocolJson.Default.UsageMessage, cancellationToken).ConfigureAwait(false);
                break;
            case FinishUpdate finish:
                await WriteAsync(FrameType.Finish, new FinishMessage(id, finish.Reason), ProtocolJson.Default.FinishMessage, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException("The provider returned null instead of an update.");
        }
    }

    private async ValueTask WriteAsync<T>(FrameType type, T message, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        await credit.WaitAsync(cancellationToken).ConfigureAwait(false);
        credit.Take(await writer.WriteAsync(type, message, typeInfo).ConfigureAwait(false));
    }

    private static string Join(ref char pending, string text)
    {
        string joined = pending == default ? text : pending + text;
        pending = default;
        if (joined.Length > 0 && char.IsHighSurrogate(joined[^1]))
        {
            pending = joined[^1];
            joined = joined[..^1];
        }

        return joined;
    }

    private static string Piece(string text, int start) =>
        start == 0 && text.Length <= ProtocolLimits.MaximumTextLength ? text : text.Substring(start, CutAt(text, start));

    private static int CutAt(string text, int start)
    {
        int length = Math.Min(text.Length - start, ProtocolLimits.MaximumTextLength);
        return start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? length - 1 : length;
    }
}
