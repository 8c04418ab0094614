using GaoDev.Extensions.AI.Tests.Endpoints;
using GaoDev.Providers;
using GaoDev.Tests.Endpoints;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI.Tests;

public sealed class ProviderChatClientTests : IDisposable
{
    private readonly HttpClient httpClient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient.Dispose();

    [Fact]
    public async Task Response_ThroughAProviderAndBack_IsThatOfTheClientItself()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("One", " two", $" {exchange.Prompt}"));
        using IChatClient control = OpenAIClientProvider.CreateClient(endpoint.Address, httpClient);
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient ours = provider.AsChatClient();

        ChatResponse expected = await control.GetStreamingResponseAsync("thrée 🦊", cancellationToken: Token).ToChatResponseAsync(Token);
        ChatResponse actual = await ours.GetResponseAsync("thrée 🦊", cancellationToken: Token);

        Assert.Equal("One two thrée 🦊", actual.Text);
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.FinishReason, actual.FinishReason);
        Assert.Equal(expected.Usage!.InputTokenCount, actual.Usage!.InputTokenCount);
        Assert.Equal(expected.Usage.OutputTokenCount, actual.Usage.OutputTokenCount);
        Assert.Equal(expected.Usage.TotalTokenCount, actual.Usage.TotalTokenCount);
        Assert.Equal(expected.Messages.Count, actual.Messages.Count);
        Assert.True(System.Text.Json.JsonElement.DeepEquals(endpoint.Requests[0].GetProperty("messages"), endpoint.Requests[1].GetProperty("messages")));
    }

    [Fact]
    public async Task StreamingResponse_RestHeldBack_GivesWhatHasComeAlready()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(async exchange =>
        {
            await exchange.SendTextAsync("first");
            await release.Task.WaitAsync(exchange.Aborted);
            await exchange.AnswerAsync("second");
        });
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient client = provider.AsChatClient();

        await using IAsyncEnumerator<ChatResponseUpdate> updates = client.GetStreamingResponseAsync("x", cancellationToken: Token).GetAsyncEnumerator(Token);

        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("first", updates.Current.Text);
        release.SetResult();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("second", updates.Current.Text);
    }

    [Fact]
    public async Task Response_ModelOfTheRequest_WinsOverTheDefault()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient client = provider.AsChatClient("large");

        await client.GetResponseAsync("x", cancellationToken: Token);
        await client.GetResponseAsync("x", new ChatOptions { ModelId = "small" }, Token);

        Assert.Equal(["large", "small"], endpoint.Requests.Select(request => request.GetProperty("model").GetString()));
    }

    [Fact]
    public async Task Response_Conversation_IsSentAsTheClientItselfSendsIt()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("x", "y"));
        using IChatClient control = OpenAIClientProvider.CreateClient(endpoint.Address, httpClient);
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient client = provider.AsChatClient();
        List<ChatMessage> conversation =
        [
            new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Hello"), new(ChatRole.User, "Bye"),
        ];
        ChatOptions options = new() { Instructions = "In German.", Temperature = 0.5f, MaxOutputTokens = 77 };

        await control.GetStreamingResponseAsync(conversation, options, Token).ToChatResponseAsync(Token);
        await client.GetResponseAsync(conversation, options, Token);

        Assert.True(System.Text.Json.JsonElement.DeepEquals(endpoint.Requests[0], endpoint.Requests[1]), $"{endpoint.Requests[0]}\n{endpoint.Requests[1]}");
    }

    [Fact]
    public async Task Response_ProviderThatKnowsNoConversations_GetsAHeadingForEachMessage()
    {
        TextProvider provider = new();
        using IChatClient client = provider.AsChatClient();

        await client.GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "Hi"),
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "time", new Dictionary<string, object?> { ["zone"] = "UTC" })]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "12:00")]),
            ],
            cancellationToken: Token);

        Assert.Equal("Instructions:\nBe brief.\n\nUser:\nHi\n\nAssistant:\n[calls time with {\"zone\":\"UTC\"}]\n\nTool:\n12:00", provider.LastTask!.Prompt);
    }

    [Fact]
    public async Task Response_Picture_IsRefused()
    {
        using IChatClient client = new TextProvider().AsChatClient();

        ProviderException refusal = await Assert.ThrowsAsync<ProviderException>(
            () => client.GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])], cancellationToken: Token));

        Assert.Equal(ProviderErrorKind.InvalidRequest, refusal.Kind);
    }

    [Fact]
    public async Task Response_ToolThatTheProviderDoesNotHave_IsRefused()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient) { TakesTools = false };
        using IChatClient client = provider.AsChatClient();
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create(() => 1, "count")] };

        ProviderException refusal = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("x", options, Token));

        Assert.Equal(ProviderErrorKind.InvalidRequest, refusal.Kind);
        Assert.Contains("'count'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task Response_Refused_ThrowsTheProvidersOwnException()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.RefuseAsync(429, null, "Slow down."));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient client = provider.AsChatClient();

        await Assert.ThrowsAsync<RateLimitException>(() => client.GetResponseAsync("x", cancellationToken: Token));
    }

    [Fact]
    public async Task Response_Cancelled_ThrowsOperationCanceled()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => Task.Delay(Timeout.Infinite, exchange.Aborted));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);
        using IChatClient client = provider.AsChatClient();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Task<ChatResponse> response = client.GetResponseAsync("x", cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
    }

    [Fact]
    public async Task Service_ProviderAndMetadata_AreToBeHad()
    {
        await using OpenAIClientProvider provider = new(new Uri("http://127.0.0.1:1"), httpClient);
        using IChatClient client = provider.AsChatClient();

        Assert.Same(provider, client.GetService<IAgentProvider>());
        Assert.Equal(("openai-client", "large"), (client.GetService<ChatClientMetadata>()!.ProviderName, client.GetService<ChatClientMetadata>()!.DefaultModelId));
        Assert.Null(client.GetService<HttpClient>());
    }

    [Fact]
    public async Task Dispose_OfTheClient_LeavesTheProviderUsable()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("still here"));
        await using OpenAIClientProvider provider = new(endpoint.Address, httpClient);

        provider.AsChatClient().Dispose();

        using IChatClient again = provider.AsChatClient();
        Assert.Equal("still here", (await again.GetResponseAsync("x", cancellationToken: Token)).Text);
    }
}
