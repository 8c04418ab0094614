using System.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

/// <summary>What a plugin's process traces, in the trace of the application.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly List<Activity> spans = [];
    private readonly ActivitySource source = new($"caller-{Guid.NewGuid():N}");
    private readonly ActivityListener listener;

    public TraceTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == GaoDevTelemetry.SourceName || candidate.Name == source.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose()
    {
        listener.Dispose();
        source.Dispose();
    }

    [Fact]
    public async Task Execute_PluginThatTraces_SpansLieBelowTheCallersAndTellNoContent()
    {
        DateTime start = DateTime.UtcNow;
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("key", "a-secret-key")]);
        Activity caller = source.StartActivity("caller")!;

        await provider.CollectAsync("trace:what nobody is told", TestContext.Current.CancellationToken);
        caller.Dispose();

        Activity[] below = SpansOf(caller);
        Activity host = Assert.Single(below, span => span.ParentSpanId == caller.SpanId);
        Activity call = Assert.Single(below, span => span.ParentSpanId == host.SpanId);
        Assert.Equal(("plugin", "call\\u001b[31m", ActivityKind.Client), (host.DisplayName, call.DisplayName, call.Kind));
        Assert.Equal(("POST", 200L, "***"), (call.GetTagItem("http.request.method"), call.GetTagItem("http.response.status_code"), call.GetTagItem("server.address")));
        Activity inner = Assert.Single(below, span => span.ParentSpanId == call.SpanId);
        Assert.Equal((ActivityStatusCode.Error, null), (inner.Status, inner.StatusDescription));
        Assert.All(below, span => Assert.Equal("misbehaving", span.GetTagItem("gaodev.plugin")));
        Assert.All(below, span => Assert.InRange(span.StartTimeUtc, start, DateTime.UtcNow));
        Assert.DoesNotContain(below.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("nobody is told", StringComparison.Ordinal));
        Assert.InRange(below.Length, 4, 64);
    }

    [Fact]
    public async Task Execute_Fails_SpanOfTheHostSaysSo()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        using Activity caller = source.StartActivity("caller")!;

        await Assert.ThrowsAnyAsync<ProviderException>(() => provider.CollectAsync("throw", TestContext.Current.CancellationToken));

        Activity host = Assert.Single(SpansOf(caller));
        Assert.Equal((ActivityStatusCode.Error, "System.InvalidOperationException"), (host.Status, host.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Execute_NobodyTraces_NothingIsCollected()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        List<AgentUpdate> updates = await provider.CollectAsync("trace:x", TestContext.Current.CancellationToken);

        Assert.Equal(["started", "done"], updates);
        Assert.DoesNotContain(spans.ToArray(), span => (string?)span.GetTagItem("gaodev.plugin") == "misbehaving" && span.ParentSpanId == default);
    }

    private Activity[] SpansOf(Activity caller)
    {
        lock (spans)
        {
            return [.. spans.Where(span => span.TraceId == caller.TraceId && span != caller)];
        }
    }
}
