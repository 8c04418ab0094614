using GaoDev.Providers;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>One update of a streamed answer, as <c>run --json</c> shows it, a line each.</summary>
internal sealed record UpdateJson(string Type)
{
    public string? Text { get; init; }

    public string? CallId { get; init; }

    public string? Tool { get; init; }

    public string? Arguments { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public string? Reason { get; init; }

    public static UpdateJson Of(AgentUpdate update) => update switch
    {
        TextUpdate text => new("text") { Text = text.Text },
        ReasoningUpdate reasoning => new("reasoning") { Text = reasoning.Text },
        ToolCallUpdate call => new("tool_call") { CallId = call.CallId, Tool = call.ToolName, Arguments = call.ArgumentsJson },
        UsageUpdate usage => new("usage") { InputTokens = usage.InputTokens, OutputTokens = usage.OutputTokens },
        FinishUpdate finish => new("finish") { Reason = finish.Reason.ToString() },
        _ => throw new InvalidOperationException($"An update of type {update.GetType().Name} has no JSON form."),
    };
}
