using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Text.Json;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers;
using GaoDev.Runtime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenAI;

namespace GaoDev.Extensions.AI.Tests.Confined;

/// <summary>The middleware of Microsoft.Extensions.AI over a confined plugin, against an emulator; its own OpenAI client is the control.</summary>
public sealed class ConfinedMiddlewareTests(ConfinedPlugin plugin, AimockServer emulator) : IClassFixture<ConfinedPlugin>
{
    private readonly string model = $"m-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FunctionInvocation_OverAConfinedPlugin_SendsWhatItSendsOverTheClientItself()
    {
        List<string> asked = [];
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create((string city) => { asked.Add(city); return "21 degrees"; }, "weather", "The weather of a city")] };
        using IChatClient control = CreateControl("control-" + model).AsBuilder().UseFunctionInvocation().Build();
        await using IAgentProvider provider = await plugin.CreateAsync(emulator, model);
        using IChatClient ours = provider.AsChatClient().AsBuilder().UseFunctionInvocation().Build();

        ChatResponse expected = await control.GetStreamingResponseAsync("How warm is it in Köln?", options, Token).ToChatResponseAsync(Token);
        ChatResponse actual = await ours.GetResponseAsync("How warm is it in Köln?", options, Token);

        Assert.Equal(["Köln", "Köln"], asked);
        Assert.Equal("It is 21 degrees in Köln.", actual.Text);
        Assert.Equal(
            (expected.Text, expected.Usage!.InputTokenCount, expected.Usage.OutputTokenCount, expected.FinishReason),
            (actual.Text, actual.Usage!.InputTokenCount, actual.Usage.OutputTokenCount, actual.FinishReason));
        string[] sent = await ReadBodiesAsync(model);
        Assert.Equal(2, sent.Length);
        Assert.Equal((await ReadBodiesAsync("control-" + model)).Select(body => body.Replace("control-", "", StringComparison.Ordinal)), sent);
    }

    [Fact]
    public async Task DistributedCache_SameRequestTwice_ThePluginIsAskedOnce()
    {
        IDistributedCache cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        await using IAgentProvider provider = await plugin.CreateAsync(emulator, model);
        using IChatClient client = provider.AsChatClient().AsBuilder().UseDistributedCache(cache).Build();

        ChatResponse first = await client.GetResponseAsync("Count to eight", cancellationToken: Token);
        ChatResponse second = await client.GetResponseAsync("Count to eight", cancellationToken: Token);

        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.", second.Text);
        Assert.Equal((first.Text, first.Usage!.TotalTokenCount), (second.Text, second.Usage!.TotalTokenCount));
        Assert.Single(await ReadBodiesAsync(model));
    }

    [Fact]
    public async Task StreamingResponse_OfAConfinedPlugin_ComesInPartsAsTheClientsOwn()
    {
        using IChatClient control = CreateControl("control-" + model);
        await using IAgentProvider provider = await plugin.CreateAsync(emulator, model);
        using IChatClient ours = provider.AsChatClient();

        string[] expected = await PartsAsync(control);

        Assert.True(expected.Length > 5);
        Assert.Equal(expected, await PartsAsync(ours));
    }

    [Fact]
    public async Task StreamingResponse_CancelledInMidAnswer_ThrowsAndThePluginServesOn()
    {
        await using IAgentProvider provider = await plugin.CreateAsync(emulator, model);
        using IChatClient client = provider.AsChatClient();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Count slowly", cancellationToken: cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.StartsWith("One, two", (await client.GetResponseAsync("Count to eight", cancellationToken: Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenTelemetry_OverAConfinedPlugin_IsOneTraceFromTheMiddlewareIntoThePlugin()
    {
        string source = $"test-{Guid.NewGuid():N}";
        List<Activity> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = candidate => candidate.Name == source || candidate.Name == GaoDevTelemetry.SourceName,
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
        await using IAgentProvider provider = await plugin.CreateAsync(emulator, model);
        using IChatClient client = provider.AsChatClient(model).AsBuilder().UseOpenTelemetry(sourceName: source).Build();

        await client.GetResponseAsync("Count to eight", cancellationToken: Token);

        Activity outermost = Assert.Single(spans, span => span.Source.Name == source);
        Activity[] trace = [.. spans.Where(span => span.TraceId == outermost.TraceId)];
        Activity task = Assert.Single(trace, span => span.ParentSpanId == outermost.SpanId);
        Activity host = Assert.Single(trace, span => span.ParentSpanId == task.SpanId);
        Activity own = Assert.Single(trace, span => span.ParentSpanId == host.SpanId);
        Assert.Equal(("chat", "plugin", $"chat {model}"), (task.GetTagItem("gen_ai.operation.name"), host.DisplayName, own.DisplayName));
        Assert.Equal((model, 11L, 23L), (own.GetTagItem("gen_ai.request.model"), own.GetTagItem("gen_ai.usage.input_tokens"), own.GetTagItem("gen_ai.usage.output_tokens")));
        Activity request = Assert.Single(trace, span => span.ParentSpanId == own.SpanId);
        Assert.Equal(("POST", "127.0.0.1", 200L), (request.DisplayName, request.GetTagItem("server.address"), request.GetTagItem("http.response.status_code")));
        Assert.All(trace, span => Assert.InRange(span.StartTimeUtc, outermost.StartTimeUtc, outermost.StartTimeUtc + outermost.Duration));
        Assert.DoesNotContain(trace.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("eight", StringComparison.Ordinal));
    }

    private static async Task<string[]> PartsAsync(IChatClient client)
    {
        List<string> parts = [];
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Count to eight", cancellationToken: Token))
        {
            if (update.Text.Length > 0)
            {
                parts.Add(update.Text);
            }
        }

        return [.. parts];
    }

    private IChatClient CreateControl(string name) =>
        new OpenAIClient(new ApiKeyCredential(AimockServer.Key), new OpenAIClientOptions { Endpoint = new Uri(emulator.Address, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) })
            .GetChatClient(name).AsIChatClient();

    private async Task<string[]> ReadBodiesAsync(string name) =>
        [.. (await emulator.ReadJournalOfModelAsync(name, Token)).Select(request => request.GetProperty("body").GetRawText())];
}
