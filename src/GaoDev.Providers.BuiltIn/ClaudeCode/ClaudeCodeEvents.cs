using System.Text.Json;
using GaoDev.Extensions.AI;
using GaoDev.Providers.BuiltIn.CommandLine;

namespace GaoDev.Providers.BuiltIn.ClaudeCode;

/// <summary>The events of <c>claude -p --output-format stream-json --include-partial-messages</c>.</summary>
internal sealed class ClaudeCodeEvents(string providerName, Func<string, string> clean) : EventReader
{
    private JsonElement result;

    public override IEnumerable<AgentUpdate> Read(JsonElement line)
    {
        // What a sub-agent says to the agent is no part of the answer.
        if (line.Get("parent_tool_use_id") is not null)
        {
            yield break;
        }

        switch (line.GetText("type"))
        {
            case "stream_event" when line.GetText("event", "delta", "text") is { Length: > 0 } text:
                yield return new TextUpdate(text);
                break;
            case "stream_event" when line.GetText("event", "delta", "thinking") is { Length: > 0 } thought:
                yield return new ReasoningUpdate(thought);
                break;
            case "assistant" when line.Get("message", "content") is { ValueKind: JsonValueKind.Array } contents:
                foreach (JsonElement content in contents.EnumerateArray().Where(content => content.GetText("type") == "tool_use"))
                {
                    yield return new ToolCallUpdate(content.GetText("id") ?? "", content.GetText("name") ?? "", content.Get("input")?.GetRawText() ?? "{}");
                }

                break;
            case "result":
                result = line;
                if (line.Get("is_error") is { ValueKind: JsonValueKind.True })
                {
                    Failure = ReadFailure(line);
                }

                IsComplete = true;
                break;
        }
    }

    public override IEnumerable<AgentUpdate> ReadEnd()
    {
        if (result.Get("usage") is { } usage)
        {
            long read = usage.GetCount("cache_read_input_tokens") ?? 0;
            long input = (usage.GetCount("input_tokens") ?? 0) + read + (usage.GetCount("cache_creation_input_tokens") ?? 0);
            yield return new UsageUpdate(input, usage.GetCount("output_tokens") ?? 0)
            {
                CachedInputTokens = read,
                ReasoningTokens = usage.GetCount("output_tokens_details", "thinking_tokens"),
                CostInUsd = result.GetNumber("total_cost_usd"),
            };
        }

        yield return new FinishUpdate(result.GetText("stop_reason") switch
        {
            "end_turn" or "stop_sequence" => FinishReason.Stop,
            "max_tokens" => FinishReason.Length,
            "tool_use" => FinishReason.ToolCalls,
            "refusal" => FinishReason.ContentFilter,
            _ => FinishReason.Other,
        });
    }

    private ProviderException ReadFailure(JsonElement line)
    {
        string said = clean(line.GetText("result") ?? line.GetText("subtype") ?? "it did not say why");
        string message = $"'{providerName}' failed: {said}";
        if (line.GetCount("api_error_status") is { } status)
        {
            string? code = said.Contains("quota", StringComparison.OrdinalIgnoreCase) || said.Contains("credit balance", StringComparison.OrdinalIgnoreCase) ? "insufficient_quota" : null;
            return HttpStatusErrors.Create((int)status, code, message, null, providerName, null);
        }

        return line.GetText("api_error") == "connection_failed" ? new ProviderException(ProviderErrorKind.Network, message, providerName)
            : said.Contains("/login", StringComparison.Ordinal) || said.Contains("Invalid API key", StringComparison.OrdinalIgnoreCase) ? new ProviderAuthenticationException(message, providerName)
            : new ProviderExecutionException(message, providerName);
    }
}
