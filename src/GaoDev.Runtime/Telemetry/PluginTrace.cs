using System.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Telemetry;

/// <summary>
/// Takes what a plugin's process traced into the trace of the task: below the task's span, with
/// <see cref="SpanAttributes"/> and no others. Everything in it is a stranger's: the trace is ours, times are
/// held to the task's, words are cleaned.
/// </summary>
internal sealed class PluginTrace
{
    private readonly ActivityContext task;
    private readonly string provider;
    private readonly PluginText text;
    private readonly DateTime start = DateTime.UtcNow;

    private PluginTrace(Activity task, string provider, PluginText text)
    {
        this.task = task.Context;
        this.provider = provider;
        this.text = text;
        TraceParent = task.Id!;
    }

    /// <summary>What the process is told, so that it traces.</summary>
    public string TraceParent { get; }

    /// <summary>Begins below the current span, where somebody records it and listens to us; else null.</summary>
    public static PluginTrace? Start(string provider, PluginText text) =>
        GaoDevTelemetry.Source.HasListeners() && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Recorded: true } task ? new PluginTrace(task, provider, text) : null;

    /// <exception cref="ProtocolException">There are more than there may be.</exception>
    public void Report(IReadOnlyList<SpanMessage> spans)
    {
        if (spans.Count > ProtocolLimits.MaximumSpans)
        {
            throw new ProtocolException($"{spans.Count} spans came at once.");
        }

        DateTime end = DateTime.UtcNow;
        Dictionary<string, ActivitySpanId> known = new(StringComparer.Ordinal);
        foreach (SpanMessage span in spans)
        {
            // Under what is not there it lies in the task itself.
            ActivitySpanId parent = span.Parent is not null && known.TryGetValue(span.Parent, out ActivitySpanId above) ? above : task.SpanId;
            ActivityContext context = new(task.TraceId, parent, task.TraceFlags);
            DateTime began = Clamp(span.StartTicks, start, end);
            using Activity? copy = GaoDevTelemetry.Source.StartActivity(Clean(span.Name), span.Kind, context, Tags(span), startTime: began);
            if (copy is null)
            {
                continue;
            }

            known.TryAdd(span.Id, copy.SpanId);
            copy.SetStatus(span.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            copy.SetEndTime(Clamp(began.Ticks + Math.Clamp(span.DurationTicks, 0, TimeSpan.TicksPerDay), began, end));
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> Tags(SpanMessage span) => span.Attributes
        .Where(attribute => SpanAttributes.Contains(attribute.Name))
        .Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Number ?? (object?)Clean(attribute.Text ?? "")))
        .Append(KeyValuePair.Create("gaodev.plugin", (object?)provider));

    private string Clean(string words) => text.Clean(words.Length <= ProtocolLimits.MaximumAttributeLength ? words : words[..ProtocolLimits.MaximumAttributeLength]);

    private static DateTime Clamp(long ticks, DateTime from, DateTime to) => new(Math.Clamp(ticks, from.Ticks, Math.Max(from.Ticks, to.Ticks)), DateTimeKind.Utc);
}
