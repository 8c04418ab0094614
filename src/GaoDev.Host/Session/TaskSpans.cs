using System.Diagnostics;
using System.Globalization;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Session;

/// <summary>
/// Collects what plugin code traces during one task, as <see cref="Activity"/>, below the application's own span. What
/// lies below no span of the task, and what is not finished when the task ends, is left out. Thread-safe.
/// </summary>
internal sealed class TaskSpans : IDisposable
{
    private static readonly ActivitySource Source = new("GaoDev.Host");

    private readonly Lock gate = new();
    private readonly List<Activity> begun = [];
    private readonly ActivityListener listener;
    private readonly Activity root;

    private TaskSpans(ActivityContext parent)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == parent.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStarted = Add,
        };
        ActivitySource.AddActivityListener(listener);
        root = Source.StartActivity("plugin", ActivityKind.Internal, parent)!;
        begun.Add(root);
    }

    /// <summary>Begins where the application asks for it, and else gives null. What the calling method does from here on lies below.</summary>
    public static TaskSpans? Start(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out ActivityContext parent) ? new TaskSpans(parent) : null;

    public void Fail(Exception failure)
    {
        root.SetStatus(ActivityStatusCode.Error);
        root.SetTag("error.type", failure.GetType().FullName);
    }

    /// <summary>Ends the collection and sends what there is.</summary>
    public async ValueTask SendAsync(long id, FrameWriter writer)
    {
        root.Dispose();
        SpanMessage[] spans;
        lock (gate)
        {
            spans = [.. begun.Where(span => span.IsStopped).Select(Describe)];
        }

        SpansMessage message = new(id, spans);
        await writer.WriteAsync(FrameType.Spans, message, ProtocolJson.Default.SpansMessage).ConfigureAwait(false);
    }

    public void Dispose()
    {
        root.Dispose();
        listener.Dispose();
    }

    // In the order in which they begin, so that each comes after its parent.
    private void Add(Activity span)
    {
        Activity? above = span;
        while (above is not null && above != root)
        {
            above = above.Parent;
        }

        lock (gate)
        {
            if (above is not null && begun.Count < ProtocolLimits.MaximumSpans)
            {
                begun.Add(span);
            }
        }
    }

    private SpanMessage Describe(Activity span) => new(
        span.SpanId.ToHexString(),
        span == root ? null : span.ParentSpanId.ToHexString(),
        Cut(span.DisplayName),
        span.Kind,
        span.Status == ActivityStatusCode.Error,
        span.StartTimeUtc.Ticks,
        span.Duration.Ticks,
        [.. span.TagObjects.Where(tag => tag.Value is not null && SpanAttributes.Contains(tag.Key))
            .DistinctBy(tag => tag.Key)
            .Take(ProtocolLimits.MaximumAttributes)
            .Select(tag => Describe(tag.Key, tag.Value!))]);

    private static SpanAttributeMessage Describe(string name, object value) => value is int or long or short or byte
        ? new SpanAttributeMessage(name, null, Convert.ToInt64(value, CultureInfo.InvariantCulture))
        : new SpanAttributeMessage(name, Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""), null);

    private static string Cut(string text)
    {
        if (text.Length <= ProtocolLimits.MaximumAttributeLength)
        {
            return text;
        }

        int length = ProtocolLimits.MaximumAttributeLength;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
