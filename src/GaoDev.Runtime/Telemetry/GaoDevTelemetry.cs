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

    // The boundaries that the conventions advise.
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };
    private static readonly InstrumentAdvice<long> Counts = new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] };

    internal static Histogram<double> Duration { get; } =
        Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long a task took", tags: null, Seconds);

    internal static Histogram<double> TimeToFirstChunk { get; } =
        Meter.CreateHistogram("gen_ai.client.operation.time_to_first_chunk", "s", "How long a task took until its first update", tags: null, Seconds);

    internal static Histogram<long> Tokens { get; } =
        Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "How many tokens a task used", tags: null, Counts);
}
