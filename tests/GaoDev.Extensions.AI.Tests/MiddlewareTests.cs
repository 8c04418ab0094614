using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GaoDev.Extensions.AI.Tests.Endpoints;
using GaoDev.Providers;
using GaoDev.Tests.Endpoints;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GaoDev.Extensions.AI.Tests;

/// <summary>The middleware of Microsoft.Extensions.AI over a provider, with the client itself as the control.</summary>
public sealed class MiddlewareTests : IDisposable
{
    private readonly HttpClient httpClient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient.Dispose();

    [Fact]
    public async Task FunctionInvocation_OverAProvider_SendsWhatItSendsOverTheClientItself()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(CallWeatherAsync);
        using IChatClient control = OpenAIClientProvider.CreateClient(endpoint.Address, httpClient).AsBuilder().UseFunctionInvocation().Build();
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient ours = provider.AsChatClient().AsBuilder().UseFunctionInvocation().Build();
        List<string> asked = [];
        ChatOptions options = new()
        {
            Tools = [AIFunctionFactory.Create((string city) => { asked.Add(city); return new { Degrees = 21 }; }, "weather", "The weather of a city")],
        };

        ChatResponse expected = await control.GetStreamingResponseAsync("How warm is it?", options, Token).ToChatResponseAsync(Token);
        ChatResponse actual = await ours.GetResponseAsync("How warm is it?", options, Token);

        Assert.Equal(["Köln", "Köln"], asked);
        Assert.Equal("It is {\"degrees\":21} there.", actual.Text.ReplaceLineEndings("").Replace(" 21", "21", StringComparison.Ordinal).Replace("{  ", "{", StringComparison.Ordinal));
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Usage!.TotalTokenCount, actual.Usage!.TotalTokenCount);
        Assert.Equal(4, endpoint.Requests.Count);
        Assert.True(JsonElement.DeepEquals(endpoint.Requests[0], endpoint.Requests[2]), $"{endpoint.Requests[0]}\n{endpoint.Requests[2]}");
        Assert.True(JsonElement.DeepEquals(endpoint.Requests[1], endpoint.Requests[3]), $"{endpoint.Requests[1]}\n{endpoint.Requests[3]}");
    }

    [Fact]
    public async Task FunctionInvocation_AgentThatReportsItsOwnTools_IsNotAskedAgain()
    {
        TextProvider provider = new() { Answer = [new ToolCallUpdate("1", "Read", """{"file":"a"}"""), "done", new FinishUpdate(FinishReason.Stop)] };
        using IChatClient client = provider.AsChatClient().AsBuilder().UseFunctionInvocation().Build();

        ChatResponse response = await client.GetResponseAsync("x", cancellationToken: Token);

        Assert.Equal("done", response.Text);
        Assert.Equal("Read", Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()).Name);
    }

    [Fact]
    public async Task DistributedCache_SameRequestTwice_ProviderIsAskedOnce()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("kept"));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        IDistributedCache cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using IChatClient client = provider.AsChatClient().AsBuilder().UseDistributedCache(cache).Build();

        Assert.Equal("kept", (await client.GetResponseAsync("x", cancellationToken: Token)).Text);
        Assert.Equal("kept", (await client.GetResponseAsync("x", cancellationToken: Token)).Text);

        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task OpenTelemetry_OverAProvider_HasASpanWithModelUsageAndProvider()
    {
        List<Activity> spans = [];
        string source = $"test-{Guid.NewGuid():N}";
        using ActivityListener listener = new()
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient client = provider.AsChatClient("large").AsBuilder().UseOpenTelemetry(sourceName: source).Build();

        await client.GetResponseAsync("not to be told", cancellationToken: Token);

        Activity span = Assert.Single(spans);
        Assert.Equal("openai-client", span.GetTagItem("gen_ai.provider.name"));
        Assert.Equal(3L, Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value is string text && text.Contains("not to be told", StringComparison.Ordinal));
    }

    private static async Task CallWeatherAsync(ChatExchange exchange)
    {
        JsonElement[] messages = [.. exchange.Body.GetProperty("messages").EnumerateArray()];
        if (messages[^1].GetProperty("role").GetString() == "tool")
        {
            await exchange.AnswerAsync("It is ", exchange.Prompt, " there.");
            return;
        }

        await exchange.SendDeltaAsync(new JsonObject
        {
            ["role"] = "assistant",
            ["tool_calls"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["id"] = "call_1",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = "weather", ["arguments"] = """{"city":"Köln"}""" },
            }),
        });
        await exchange.SendFinishAsync("tool_calls");
        await exchange.SendUsageAsync(5, 2);
        await exchange.SendDoneAsync();
    }
}
