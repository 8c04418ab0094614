using System.Diagnostics;
using System.Diagnostics.Metrics;
using GaoDev.Providers;
using GaoDev.Runtime.Tests.Selection;

namespace GaoDev.Runtime.Tests.Telemetry;

public sealed class TelemetryTests : IDisposable
{
    private readonly string name = $"observed-{Guid.NewGuid():N}";
    private readonly List<Activity> spans = [];
    private readonly List<(string Name, double Value, Dictionary<string, object?> Tags)> measurements = [];
    private readonly ActivityListener listener;
    private readonly MeterListener meters = new();

    public TelemetryTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GaoDevTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if ((string?)span.GetTagItem("gen_ai.provider.name") == name)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        meters.InstrumentPublished = static (instrument, meter) =>
        {
            if (instrument.Meter.Name == GaoDevTelemetry.MeterName)
            {
                meter.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        meters.Start();
    }

    public void Dispose()
    {
        listener.Dispose();
        meters.Dispose();
    }

    [Fact]
    public async Task ExecuteTask_Observed_SpanAndMetricsFollowTheConventionsAndTellNothingOfThePrompt()
    {
        using Activity caller = new Activity("caller").Start();

        await RunAsync(recordContent: false, "said ", "nothing", new UsageUpdate(3, 2), new FinishUpdate(FinishReason.Stop));

        Activity span = Assert.Single(spans);
        Assert.Equal(("chat large", ActivityKind.Client, caller.TraceId, caller.SpanId), (span.DisplayName, span.Kind, span.TraceId, span.ParentSpanId));
        Assert.Equal("large", span.GetTagItem("gen_ai.request.model"));
        Assert.Equal((3L, 2L), (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal(["stop"], (string[])span.GetTagItem("gen_ai.response.finish_reasons")!);
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("secret prompt", StringComparison.Ordinal) || $"{tag.Value}".Contains("nothing", StringComparison.Ordinal));
        Assert.Single(measurements, each => each.Name == "gen_ai.client.operation.duration");
        Assert.Single(measurements, each => each.Name == "gen_ai.client.operation.time_to_first_chunk");
        Assert.Equal(
            [("input", 3d), ("output", 2d)],
            measurements.Where(each => each.Name == "gen_ai.client.token.usage").Select(each => ((string)each.Tags["gen_ai.token.type"]!, each.Value)));
    }

    [Fact]
    public async Task ExecuteTask_ContentAskedFor_IsInTheSpan()
    {
        await RunAsync(recordContent: true, "the ", "answer");

        Activity span = Assert.Single(spans);
        Assert.Contains("secret prompt", (string)span.GetTagItem("gen_ai.input.messages")!, StringComparison.Ordinal);
        Assert.Contains("the answer", (string)span.GetTagItem("gen_ai.output.messages")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_Fails_SpanHasTheKindAndNotTheMessage()
    {
        await Assert.ThrowsAsync<RateLimitException>(() => RunAsync(recordContent: false, new RateLimitException("secret words", TimeSpan.FromSeconds(1))));

        Activity span = Assert.Single(spans);
        Assert.Equal(("RateLimit", ActivityStatusCode.Error), (span.GetTagItem("error.type"), span.Status));
        Assert.Null(span.StatusDescription);
        Assert.Equal("RateLimit", Assert.Single(measurements).Tags["error.type"]);
    }

    private async Task RunAsync(bool recordContent, params object[] answer)
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddTelemetry(recordContent).AddProvider(new ScriptedPlugin(name, answer)));
        await using IAgentProvider provider = await factory.CreateAsync(name, TestContext.Current.CancellationToken);
        await provider.ExecuteTaskAsync(new AgentTask("secret prompt", new AgentContext("/")) { Model = "large" }, TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken);
    }

    private void Note(string instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> noted = new(tags.ToArray());
        if ((string?)noted["gen_ai.provider.name"] == name)
        {
            measurements.Add((instrument, value, noted));
        }
    }
}
