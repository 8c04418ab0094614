using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GaoDev.Runtime;

/// <summary>The names under which GaoDev reports traces and metrics, for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>.</summary>
public static class GaoDevTelemetry
{
    /// <summary>The activity source: a span for each task, by the gen_ai semantic conventions.</summary>
    public const string SourceName = "GaoDev.Providers";

    /// <summary>The meter: how long tasks take, until their first update and in full, and the tokens that they use.</summary>
    public const string MeterName = "GaoDev.Providers";

    internal static ActivitySource Source { get; } = new(SourceName);

    internal static Meter Meter { get; } = new(MeterName);

    internal static Histogram<double> Duration { get; } =
        Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "How long a task took");

    internal static Histogram<double> TimeToFirstChunk { get; } =
        Meter.CreateHistogram<double>("gen_ai.client.operation.time_to_first_chunk", "s", "How long a task took until its first update");

    internal static Histogram<long> Tokens { get; } =
        Meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "How many tokens a task used");
}
