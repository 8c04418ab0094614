using System.Text.Json.Nodes;
using GaoDev.Extensions.AI.Tests.Endpoints;
using GaoDev.Providers;
using GaoDev.Tests.Endpoints;

namespace GaoDev.Extensions.AI.Tests;

public sealed class ChatClientProviderTests : IDisposable
{
    private readonly HttpClient httpClient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient.Dispose();

    [Fact]
    public async Task ExecuteTask_WholeAnswer_GivesTextThenUsageThenFinish()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendTextAsync("Hel");
            await exchange.SendTextAsync("");
            await exchange.SendTextAsync("lo");
            await exchange.SendFinishAsync();
            await exchange.SendUsageAsync(7, 5, cached: 2, reasoning: 3);
            await exchange.SendDoneAsync();
        });

        AgentUpdate[] updates = await RunAsync(endpoint, "Greet");

        Assert.Equal(
            [
                new TextUpdate("Hel"),
                new TextUpdate("lo"),
                new UsageUpdate(7, 5) { CachedInputTokens = 2, ReasoningTokens = 3 },
                new FinishUpdate(FinishReason.Stop),
            ],
            updates);
        Assert.Equal("Greet", endpoint.Requests.Single().GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("default-model", endpoint.Requests.Single().GetProperty("model").GetString());
    }

    [Fact]
    public async Task ExecuteTask_RestHeldBack_GivesWhatHasComeAlready()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendTextAsync("first");
            await release.Task.WaitAsync(exchange.Aborted);
            await exchange.AnswerAsync("second");
        });
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);

        await using IAsyncEnumerator<AgentUpdate> updates = provider.ExecuteTaskAsync(NewTask("x"), Token).GetAsyncEnumerator(Token);

        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(new TextUpdate("first"), updates.Current);
        release.SetResult();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(new TextUpdate("second"), updates.Current);
    }

    [Fact]
    public async Task ExecuteTask_ToolCall_GivesNameAndArguments()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendDeltaAsync(new JsonObject
            {
                ["role"] = "assistant",
                ["tool_calls"] = new JsonArray(new JsonObject
                {
                    ["index"] = 0,
                    ["id"] = "call_1",
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = "weather", ["arguments"] = "{\"city\":\"Köln\",\"days\":[1,2]}" },
                }),
            });
            await exchange.SendFinishAsync("tool_calls");
            await exchange.SendDoneAsync();
        });

        AgentUpdate[] updates = await RunAsync(endpoint, "x");

        ToolCallUpdate call = Assert.Single(updates.OfType<ToolCallUpdate>());
        Assert.Equal(("call_1", "weather"), (call.CallId, call.ToolName));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("{\"city\":\"Köln\",\"days\":[1,2]}"), JsonNode.Parse(call.ArgumentsJson)));
        Assert.Equal(new FinishUpdate(FinishReason.ToolCalls), updates[^1]);
    }

    [Theory]
    [InlineData("length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.ContentFilter)]
    public async Task ExecuteTask_FinishReason_IsTranslated(string wire, FinishReason expected)
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendTextAsync("a");
            await exchange.SendFinishAsync(wire);
            await exchange.SendDoneAsync();
        });

        Assert.Equal(new FinishUpdate(expected), (await RunAsync(endpoint, "x"))[^1]);
    }

    [Fact]
    public async Task ExecuteTask_NamedModel_IsAskedForByItsOwnName()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));

        await RunAsync(endpoint, NewTask("x") with { Model = "SMALL" });

        Assert.Equal("small", endpoint.Requests.Single().GetProperty("model").GetString());
    }

    [Fact]
    public async Task ExecuteTask_UnknownModel_IsRefusedBeforeARequest()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));

        ModelNotFoundException refusal = await Assert.ThrowsAsync<ModelNotFoundException>(() => RunAsync(endpoint, NewTask("x") with { Model = "huge" }));

        Assert.Equal(["large", "small"], refusal.SupportedModels);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task ExecuteTask_Cancelled_EndsTheRequest()
    {
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendTextAsync("first");
            await using CancellationTokenRegistration _ = exchange.Aborted.Register(aborted.SetResult);
            await Task.Delay(Timeout.Infinite, exchange.Aborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (AgentUpdate _ in provider.ExecuteTaskAsync(NewTask("x"), cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task ExecuteTask_TimeOver_ThrowsTimeout()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => Task.Delay(Timeout.Infinite, exchange.Aborted));

        ProviderTimeoutException timeout = await Assert.ThrowsAsync<ProviderTimeoutException>(
            () => RunAsync(endpoint, NewTask("x") with { Timeout = TimeSpan.FromMilliseconds(50) }));

        Assert.Contains("0.05 s", timeout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_ConnectionCut_ThrowsNetworkAfterWhatHadCome()
    {
        TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendTextAsync("first");
            await received.Task.WaitAsync(exchange.Aborted);
            exchange.Abort();
        });
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);

        await using IAsyncEnumerator<AgentUpdate> updates = provider.ExecuteTaskAsync(NewTask("x"), Token).GetAsyncEnumerator(Token);
        Assert.True(await updates.MoveNextAsync());
        received.SetResult();
        ProviderException failure = await Assert.ThrowsAsync<ProviderException>(async () => await updates.MoveNextAsync());

        Assert.Equal(ProviderErrorKind.Network, failure.Kind);
        Assert.Equal("openai-client", failure.ProviderName);
    }

    [Fact]
    public async Task ExecuteTask_EndWithoutReason_IsALostConnectionWhereOneIsAlwaysGiven()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.SendTextAsync("half an ans"));

        ProviderException failure = await Assert.ThrowsAsync<ProviderException>(() => RunAsync(endpoint, "x"));
        Assert.Equal(ProviderErrorKind.Network, failure.Kind);

        await using OpenAIClientProvider lenient = new(endpoint.Address, httpClient, alwaysReportsFinish: false);
        Assert.Equal([new TextUpdate("half an ans")], await lenient.ExecuteTaskAsync(NewTask("x"), Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task ExecuteTask_NoOneListens_ThrowsAProviderException()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        Uri address = endpoint.Address;
        await endpoint.DisposeAsync();
        await using OpenAIClientProvider provider = new(address, httpClient);

        await Assert.ThrowsAnyAsync<ProviderException>(async () => await provider.ExecuteTaskAsync(NewTask("x"), Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task ValidateConfiguration_Answered_IsValidAndCostsOneToken()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("p"));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);

        Assert.True((await provider.ValidateConfigurationAsync(Token)).IsValid);
        Assert.Equal(1, endpoint.Requests.Single().GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task ValidateConfiguration_Refused_ReportsAndDoesNotThrow()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.RefuseAsync(401, "invalid_api_key", "No such key."));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);

        ProviderValidationResult result = await provider.ValidateConfigurationAsync(Token);

        Assert.Contains("No such key.", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_Twice_IsFineAndEndsUse()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        await provider.ExecuteTaskAsync(NewTask("x"), Token).ToArrayAsync(Token);

        await provider.DisposeAsync();
        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await provider.ExecuteTaskAsync(NewTask("x"), Token).ToArrayAsync(Token));
    }

    private static AgentTask NewTask(string prompt) => new(prompt, new AgentContext(Path.GetTempPath()));

    private Task<AgentUpdate[]> RunAsync(ChatEndpoint endpoint, string prompt) => RunAsync(endpoint, NewTask(prompt));

    private async Task<AgentUpdate[]> RunAsync(ChatEndpoint endpoint, AgentTask task)
    {
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        return await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);
    }
}
