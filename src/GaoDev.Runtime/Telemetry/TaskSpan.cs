using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using GaoDev.Providers;

namespace GaoDev.Runtime.Telemetry;

/// <summary>What is told of one task: a span and its measurements, by the gen_ai semantic conventions.</summary>
internal sealed class TaskSpan : IDisposable
{
    private readonly Activity? activity;
    private readonly StringBuilder? answer;
    private readonly TimeProvider time;
    private readonly long start;
    private TagList tags;
    private UsageUpdate? usage;
    private bool hasBegun;

    public TaskSpan(string provider, AgentTask task, bool recordsContent, TimeProvider time)
    {
        this.time = time;
        start = time.GetTimestamp();
        tags = new TagList { { "gen_ai.operation.name", "chat" }, { "gen_ai.provider.name", provider } };
        if (task.Model is not null)
        {
            tags.Add("gen_ai.request.model", task.Model);
        }

        activity = GaoDevTelemetry.Source.StartActivity(task.Model is null ? "chat" : $"chat {task.Model}", ActivityKind.Client, default(ActivityContext), tags);
        if (activity is not null && recordsContent)
        {
            answer = new StringBuilder();
            activity.SetTag("gen_ai.input.messages", Message("user", task.Prompt));
        }

        activity?.SetTag("gen_ai.request.max_tokens", task.MaxOutputTokens);
        activity?.SetTag("gen_ai.request.temperature", task.Temperature);
    }

    public void Note(AgentUpdate update)
    {
        if (!hasBegun)
        {
            hasBegun = true;
            GaoDevTelemetry.TimeToFirstChunk.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        }

        usage = update as UsageUpdate ?? usage;
        answer?.Append((update as TextUpdate)?.Text);
        if (update is FinishUpdate finish)
        {
            activity?.SetTag("gen_ai.response.finish_reasons", new[] { Describe(finish.Reason) });
        }
    }

    public void Fail(Exception failure)
    {
        // The kind, never the message: messages may repeat what the backend said.
        string type = failure is ProviderException provider ? provider.Kind.ToString() : failure.GetType().FullName!;
        tags.Add("error.type", type);
        activity?.SetTag("error.type", type);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        GaoDevTelemetry.Duration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        if (usage is not null)
        {
            activity?.SetTag("gen_ai.usage.input_tokens", usage.InputTokens);
            activity?.SetTag("gen_ai.usage.output_tokens", usage.OutputTokens);
            RecordTokens("input", usage.InputTokens);
            RecordTokens("output", usage.OutputTokens);
        }

        if (answer is not null)
        {
            activity!.SetTag("gen_ai.output.messages", Message("assistant", answer.ToString()));
        }

        activity?.Dispose();
    }

    private void RecordTokens(string type, long count)
    {
        TagList counted = tags;
        counted.Add("gen_ai.token.type", type);
        GaoDevTelemetry.Tokens.Record(count, counted);
    }

    private static string Message(string role, string text) => new JsonArray(new JsonObject
    {
        ["role"] = role,
        ["parts"] = new JsonArray(new JsonObject { ["type"] = "text", ["content"] = text }),
    }).ToJsonString();

    private static string Describe(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.ToolCalls => "tool_calls",
        FinishReason.ContentFilter => "content_filter",
        _ => "other",
    };
}
