using System.Globalization;
using System.Text.Json;
using GaoDev.Extensions.AI;
using GaoDev.Providers.BuiltIn.CommandLine;

namespace GaoDev.Providers.BuiltIn.OpenCode;

/// <summary>The events of <c>opencode run --format json</c>.</summary>
internal sealed class OpenCodeEvents(string providerName, Func<string, string> clean) : EventReader
{
    private UsageUpdate? usage;
    private string? reason;

    public override IEnumerable<AgentUpdate> Read(JsonElement line)
    {
        switch (line.GetText("type"))
        {
            case "text" when line.GetText("part", "text") is { Length: > 0 } text:
                yield return new TextUpdate(text);
                break;
            case "reasoning" when line.GetText("part", "text") is { Length: > 0 } thought:
                yield return new ReasoningUpdate(thought);
                break;
            case "tool_use":
                yield return new ToolCallUpdate(
                    line.GetText("part", "callID") ?? "",
                    line.GetText("part", "tool") ?? "",
                    line.Get("part", "state", "input")?.GetRawText() ?? "{}");
                break;
            case "step_finish":
                Add(line);
                break;
            case "error":
                Failure = ReadFailure(line);
                break;
        }
    }

    public override IEnumerable<AgentUpdate> ReadEnd()
    {
        if (usage is not null)
        {
            yield return usage;
        }

        yield return new FinishUpdate(reason switch
        {
            "stop" => FinishReason.Stop,
            "length" => FinishReason.Length,
            "tool-calls" => FinishReason.ToolCalls,
            "content-filter" => FinishReason.ContentFilter,
            _ => FinishReason.Other,
        });
    }

    // An agent asks its model several times; the task used what all of them used.
    private void Add(JsonElement line)
    {
        reason = line.GetText("part", "reason");
        IsComplete = true;
        JsonElement? tokens = line.Get("part", "tokens");
        long cached = tokens?.GetCount("cache", "read") ?? 0;
        long reasoning = tokens?.GetCount("reasoning") ?? 0;
        long input = (tokens?.GetCount("input") ?? 0) + cached + (tokens?.GetCount("cache", "write") ?? 0);
        long output = (tokens?.GetCount("output") ?? 0) + reasoning;
        usage = new UsageUpdate((usage?.InputTokens ?? 0) + input, (usage?.OutputTokens ?? 0) + output)
        {
            CachedInputTokens = (usage?.CachedInputTokens ?? 0) + cached,
            ReasoningTokens = (usage?.ReasoningTokens ?? 0) + reasoning,
            CostInUsd = (usage?.CostInUsd ?? 0) + (line.GetNumber("part", "cost") ?? 0),
        };
    }

    private ProviderException ReadFailure(JsonElement line)
    {
        string message = $"'{providerName}' failed: {clean(line.GetText("error", "data", "message") ?? line.GetText("error", "name") ?? "it did not say why")}";
        if (line.GetText("error", "name") == "ProviderAuthError")
        {
            return new ProviderAuthenticationException(message, providerName);
        }

        if (line.GetCount("error", "data", "statusCode") is not { } status)
        {
            return new ProviderExecutionException(message, providerName);
        }

        TimeSpan? wait = double.TryParse(line.GetText("error", "data", "responseHeaders", "retry-after"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : null;
        return HttpStatusErrors.Create((int)status, ReadCode(line), message, wait, providerName, null);
    }

    private static string? ReadCode(JsonElement line)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(line.GetText("error", "data", "responseBody") ?? "null");
            return body.RootElement.GetText("error", "code");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
