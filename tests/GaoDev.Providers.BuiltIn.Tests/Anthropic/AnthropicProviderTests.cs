using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.Anthropic;
using GaoDev.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Providers.BuiltIn.Tests.Anthropic;

public sealed class AnthropicProviderTests(AimockServer emulator) : IDisposable
{
    private readonly string testId = Guid.NewGuid().ToString("N");
    private HttpClient? httpClient;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient?.Dispose();

    [Fact]
    public async Task ExecuteTask_Answer_IsStreamedWithUsageAndFinish()
    {
        AgentUpdate[] updates = await RunAsync(NewTask("Count to eight") with { Model = "claude-sonnet-4.5" });

        TextUpdate[] texts = [.. updates.OfType<TextUpdate>()];
        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.", string.Concat(texts.Select(text => text.Text)));
        Assert.True(texts.Length > 5, $"The answer came in {texts.Length} parts.");
        UsageUpdate usage = Assert.Single(updates.OfType<UsageUpdate>());
        Assert.Equal((11, 23), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(new FinishUpdate(FinishReason.Stop), updates[^1]);
        var request = Assert.Single(await emulator.ReadJournalAsync(testId, Token));
        Assert.StartsWith("/v1/messages", request.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal("claude-sonnet-4-5", request.GetProperty("body").GetProperty("model").GetString());
    }

    [Fact]
    public async Task ExecuteTask_ToolCall_IsReported()
    {
        AgentUpdate[] updates = await RunAsync(NewTask("How warm is it in Köln?") with
        {
            Tools = ["weather"],
            ToolDefinitions = [new AgentTool("weather", "The weather", """{"type":"object","properties":{"city":{"type":"string"}}}""")],
        });

        Assert.Equal(new ToolCallUpdate("call_warm", "weather", """{"city":"Köln"}"""), Assert.Single(updates.OfType<ToolCallUpdate>()));
        Assert.Equal(new FinishUpdate(FinishReason.ToolCalls), updates[^1]);
    }

    [Theory]
    [InlineData("Hurry", ProviderErrorKind.RateLimit)]
    [InlineData("Spend everything", ProviderErrorKind.QuotaExceeded)]
    [InlineData("Forbid", ProviderErrorKind.Authorization)]
    [InlineData("Misunderstand", ProviderErrorKind.InvalidRequest)]
    [InlineData("Fall over", ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Refusal_ThrowsItsKindOnce(string prompt, ProviderErrorKind kind)
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(NewTask(prompt)));

        Assert.Equal((kind, "anthropic"), (failure.Kind, failure.ProviderName));
        Assert.Equal(kind == ProviderErrorKind.RateLimit ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
        Assert.Single(await emulator.ReadJournalAsync(testId, Token));
    }

    [Fact]
    public async Task ExecuteTask_WrongKey_ThrowsAuthenticationWithoutTheKey()
    {
        ProviderAuthenticationException failure = await Assert.ThrowsAsync<ProviderAuthenticationException>(() => RunAsync(NewTask("Count to eight"), new KeyValuePair<string, string>("api_key", "wrong-key-of-someone")));

        Assert.DoesNotContain("wrong-key-of-someone", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"disconnectRate":1}""", ProviderErrorKind.Network)]
    [InlineData("""{"rateLimitRate":1}""", ProviderErrorKind.RateLimit)]
    [InlineData("""{"dropRate":1}""", ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Chaos_ThrowsItsKind(string chaos, ProviderErrorKind kind)
    {
        await emulator.SetChaosAsync(testId, chaos, Token);

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(NewTask("Count to eight")));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task ExecuteTask_ConnectionLostInMidAnswer_ThrowsNetworkAndNoFinish()
    {
        List<AgentUpdate> updates = [];

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(async () =>
        {
            await using AnthropicProvider provider = NewProvider();
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(NewTask("Break off"), Token))
            {
                updates.Add(update);
            }
        });

        Assert.Equal(ProviderErrorKind.Network, failure.Kind);
        Assert.NotEmpty(updates.OfType<TextUpdate>());
        Assert.Empty(updates.OfType<FinishUpdate>());
    }

    [Theory]
    [InlineData("api_key", "")]
    [InlineData("base_url", "http://example.com")]
    [InlineData("max_tokens", "0")]
    [InlineData("timeout", "soon")]
    public async Task Option_Wrong_IsReportedByName(string option, string value)
    {
        await using AnthropicProvider provider = NewProvider(new KeyValuePair<string, string>(option, value));

        Assert.Contains($"'{option}'", Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conformance_Holds()
    {
        ConformanceReport report = await ConformanceSuite.ForEndpoint(context => new AnthropicProvider(context), NewConfiguration(), "base_url").RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
    }

    private static AgentTask NewTask(string prompt) => new(prompt, new AgentContext(Path.GetTempPath()));

    private ProviderConfiguration NewConfiguration(params KeyValuePair<string, string>[] changes) => new(
        [new("api_key", AimockServer.Key), new("base_url", emulator.Address.ToString()), new("default_model", "claude-test"), .. changes], ["api_key"]);

    private AnthropicProvider NewProvider(params KeyValuePair<string, string>[] changes)
    {
        httpClient ??= AimockServer.CreateClient(testId);
        return new(new ProviderContext(NewConfiguration(changes), httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));
    }

    private async Task<AgentUpdate[]> RunAsync(AgentTask task, params KeyValuePair<string, string>[] changes)
    {
        await using AnthropicProvider provider = NewProvider(changes);
        return await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);
    }
}
