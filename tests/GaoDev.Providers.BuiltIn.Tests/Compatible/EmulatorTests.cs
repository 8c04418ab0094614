using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.BuiltIn.Ollama;
using GaoDev.Providers.BuiltIn.OpenAI;
using GaoDev.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Providers.BuiltIn.Tests.Compatible;

/// <summary>The built-ins that speak as OpenAI does, against an emulator of it.</summary>
public sealed class EmulatorTests(AimockServer emulator) : IDisposable
{
    private static readonly AgentTool Weather = new("weather", "The weather", """{"type":"object","properties":{"city":{"type":"string"}}}""");

    private readonly string testId = Guid.NewGuid().ToString("N");
    private HttpClient? httpClient;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient?.Dispose();

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task ExecuteTask_Answer_IsStreamedWithUsageAndFinish(string name)
    {
        AgentUpdate[] updates = await RunAsync(name, NewTask("Count to eight") with { Model = "some-model" });

        TextUpdate[] texts = [.. updates.OfType<TextUpdate>()];
        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.", string.Concat(texts.Select(text => text.Text)));
        Assert.True(texts.Length > 5, $"The answer came in {texts.Length} parts.");
        UsageUpdate usage = Assert.Single(updates.OfType<UsageUpdate>());
        Assert.Equal((11, 23), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(new FinishUpdate(FinishReason.Stop), updates[^1]);
        var request = Assert.Single(await emulator.ReadJournalAsync(testId, Token));
        Assert.Equal(("/v1/chat/completions", "some-model"), (request.GetProperty("path").GetString(), request.GetProperty("body").GetProperty("model").GetString()));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task ExecuteTask_ToolCall_IsReportedAndTheAnswerGoesOnWithItsResult(string name)
    {
        AgentTask task = NewTask("How warm is it in Köln?") with { Tools = ["weather"], ToolDefinitions = [Weather] };
        AgentUpdate[] asked = await RunAsync(name, task);

        ToolCallUpdate call = Assert.Single(asked.OfType<ToolCallUpdate>());
        Assert.Equal(new ToolCallUpdate("call_warm", "weather", """{"city":"Köln"}"""), call);
        Assert.Equal(new FinishUpdate(FinishReason.ToolCalls), asked[^1]);

        AgentUpdate[] answer = await RunAsync(name, task with
        {
            Conversation =
            [
                new AgentMessage(AgentRole.User, task.Prompt),
                new AgentMessage(AgentRole.Assistant, "") { ToolCalls = [call] },
                new AgentMessage(AgentRole.Tool, "21 degrees") { ToolCallId = call.CallId },
            ],
        });

        Assert.Equal("It is 21 degrees in Köln.", string.Concat(answer.OfType<TextUpdate>().Select(text => text.Text)));
        var sent = (await emulator.ReadJournalAsync(testId, Token))[^1].GetProperty("body");
        Assert.Equal("weather", sent.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(["user", "assistant", "tool"], sent.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()!));
    }

    [Theory]
    [InlineData("Hurry", ProviderErrorKind.RateLimit)]
    [InlineData("Spend everything", ProviderErrorKind.QuotaExceeded)]
    [InlineData("Forbid", ProviderErrorKind.Authorization)]
    [InlineData("Misunderstand", ProviderErrorKind.InvalidRequest)]
    [InlineData("Fall over", ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Refusal_ThrowsItsKindOnce(string prompt, ProviderErrorKind kind)
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync("openai", NewTask(prompt)));

        Assert.Equal((kind, "openai"), (failure.Kind, failure.ProviderName));
        Assert.Equal(kind == ProviderErrorKind.RateLimit ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
        Assert.Single(await emulator.ReadJournalAsync(testId, Token));
    }

    [Theory]
    [InlineData("""{"disconnectRate":1}""", ProviderErrorKind.Network)]
    [InlineData("""{"rateLimitRate":1}""", ProviderErrorKind.RateLimit)]
    [InlineData("""{"dropRate":1}""", ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Chaos_ThrowsItsKind(string chaos, ProviderErrorKind kind)
    {
        await emulator.SetChaosAsync(testId, chaos, Token);

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync("openai", NewTask("Count to eight")));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task ExecuteTask_WrongKey_ThrowsAuthenticationWithoutTheKey()
    {
        ProviderAuthenticationException failure = await Assert.ThrowsAsync<ProviderAuthenticationException>(() => RunAsync("openai", NewTask("Count to eight"), new KeyValuePair<string, string>("api_key", "wrong-key-of-someone")));

        Assert.DoesNotContain("wrong-key-of-someone", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task Conformance_Holds(string name)
    {
        ConformanceReport report = await ConformanceSuite.ForEndpoint(context => NewProvider(name, context), NewConfiguration(), "base_url", "/v1").RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
    }

    private static AgentTask NewTask(string prompt) => new(prompt, new AgentContext(Path.GetTempPath()));

    private static CompatibleProvider NewProvider(string name, ProviderContext context) => name == "ollama" ? new OllamaProvider(context) : new OpenAIProvider(context);

    private ProviderConfiguration NewConfiguration(params KeyValuePair<string, string>[] changes) => new(
        [new("api_key", AimockServer.Key), new("base_url", new Uri(emulator.Address, "/v1").ToString()), new("default_model", "gpt-test"), .. changes], ["api_key"]);

    private async Task<AgentUpdate[]> RunAsync(string name, AgentTask task, params KeyValuePair<string, string>[] changes)
    {
        httpClient ??= AimockServer.CreateClient(testId);
        await using CompatibleProvider provider = NewProvider(name, new(NewConfiguration(changes), httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));
        return await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);
    }
}
