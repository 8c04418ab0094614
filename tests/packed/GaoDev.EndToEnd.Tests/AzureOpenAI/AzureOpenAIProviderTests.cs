using System.Text.Json;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers;
using GaoDev.Providers.AzureOpenAI;
using GaoDev.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.EndToEnd.Tests.AzureOpenAI;

/// <summary>The packed example, in process, against an emulator of the service.</summary>
public sealed class AzureOpenAIProviderTests(AimockServer emulator) : IDisposable
{
    private readonly string testId = Guid.NewGuid().ToString("N");
    private HttpClient? httpClient;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient?.Dispose();

    [Fact]
    public async Task ExecuteTask_Answer_IsStreamedWithUsageAndFinish()
    {
        AgentUpdate[] updates = await RunAsync("Count to eight");

        TextUpdate[] texts = [.. updates.OfType<TextUpdate>()];
        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.", string.Concat(texts.Select(text => text.Text)));
        Assert.True(texts.Length > 5, $"The answer came in {texts.Length} parts.");
        Assert.DoesNotContain(texts, text => text.Text.Length == 0);
        UsageUpdate usage = Assert.Single(updates.OfType<UsageUpdate>());
        Assert.Equal((11, 23), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(new FinishUpdate(FinishReason.Stop), updates[^1]);
    }

    [Fact]
    public async Task ExecuteTask_Request_IsWhatTheServiceExpects()
    {
        await RunAsync("Count to eight", [new("max_tokens", "500"), new("temperature", "0.5")]);

        JsonElement request = Assert.Single(await emulator.ReadJournalAsync(testId, Token));
        Assert.Equal("/openai/deployments/the-deployment/chat/completions?api-version=2024-10-21", request.GetProperty("path").GetString());
        // The journal hides the key's value; that it is the right one is what 200 says, for the emulator checks it.
        Assert.True(request.GetProperty("headers").TryGetProperty("api-key", out _));
        Assert.False(request.GetProperty("headers").TryGetProperty("authorization", out _));
        Assert.Equal(200, request.GetProperty("response").GetProperty("status").GetInt32());
        JsonElement body = request.GetProperty("body");
        Assert.True(body.GetProperty("stream").GetBoolean());
        Assert.True(body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.Equal(500, body.GetProperty("max_tokens").GetInt32());
        Assert.Equal(0.5, body.GetProperty("temperature").GetDouble());
        JsonElement message = Assert.Single(body.GetProperty("messages").EnumerateArray());
        Assert.Equal(("user", "Count to eight"), (message.GetProperty("role").GetString(), message.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task ExecuteTask_ApiVersion_IsTheConfiguredOne()
    {
        await RunAsync("Count to eight", [new("api_version", "2025-04-01-preview")]);

        JsonElement request = Assert.Single(await emulator.ReadJournalAsync(testId, Token));
        Assert.EndsWith("?api-version=2025-04-01-preview", request.GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_AnswerCutByTheLimit_SaysSo() =>
        Assert.Equal(new FinishUpdate(FinishReason.Length), (await RunAsync("Say too much"))[^1]);

    [Fact]
    public async Task ExecuteTask_WrongKey_ThrowsAuthenticationWithoutTheKey()
    {
        ProviderAuthenticationException refusal = await Assert.ThrowsAsync<ProviderAuthenticationException>(
            () => RunAsync("Count to eight", [new("api_key", "wrong-key-of-someone")]));

        Assert.Equal("azure-openai", refusal.ProviderName);
        Assert.DoesNotContain("wrong-key-of-someone", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_TooManyRequests_ThrowsRateLimitAndDoesNotRetry()
    {
        RateLimitException refusal = await Assert.ThrowsAsync<RateLimitException>(() => RunAsync("Hurry"));

        Assert.Equal(TimeSpan.FromSeconds(7), refusal.RetryAfter);
        Assert.True(refusal.IsRetryable);
        Assert.Single(await emulator.ReadJournalAsync(testId, Token));
    }

    [Fact]
    public async Task ExecuteTask_UnknownDeployment_ThrowsModelNotFoundThatNamesIt()
    {
        ModelNotFoundException refusal = await Assert.ThrowsAsync<ModelNotFoundException>(
            () => RunAsync("x", [new("deployment", "no-such-deployment")]));

        Assert.Equal("no-such-deployment", refusal.Model);
        Assert.Contains("no-such-deployment", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Spend everything", ProviderErrorKind.QuotaExceeded)]
    [InlineData("Say something bad", ProviderErrorKind.ContentPolicy)]
    [InlineData("Forbid", ProviderErrorKind.Authorization)]
    [InlineData("Misunderstand", ProviderErrorKind.InvalidRequest)]
    [InlineData("Fall over", ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Refusal_ThrowsItsKindOnce(string prompt, ProviderErrorKind kind)
    {
        ProviderException refusal = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(prompt));

        Assert.Equal(kind, refusal.Kind);
        Assert.Single(await emulator.ReadJournalAsync(testId, Token));
    }

    [Fact]
    public async Task ExecuteTask_DisconnectInMidStream_ThrowsNetworkAfterWhatHadCome()
    {
        await using AzureOpenAIProvider provider = NewProvider();
        List<AgentUpdate> updates = [];

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(async () =>
        {
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
    [InlineData("""{"disconnectRate":1}""", ProviderErrorKind.Network)]
    [InlineData("""{"dropRate":1}""", ProviderErrorKind.ProviderUnavailable)]
    [InlineData("""{"rateLimitRate":1}""", ProviderErrorKind.RateLimit)]
    public async Task ExecuteTask_Chaos_ThrowsItsKind(string chaos, ProviderErrorKind kind)
    {
        await emulator.SetChaosAsync(testId, chaos, Token);

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync("Count to eight"));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task ExecuteTask_AnswerThatIsNone_ThrowsAProviderException()
    {
        await emulator.SetChaosAsync(testId, """{"malformedRate":1}""", Token);

        await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync("Count to eight"));
    }

    [Fact]
    public async Task ExecuteTask_TimeOver_ThrowsTimeout()
    {
        await Assert.ThrowsAsync<ProviderTimeoutException>(() => RunAsync("Count slowly", [new("timeout", "0.2")]));
    }

    [Fact]
    public async Task ExecuteTask_Cancelled_ThrowsOperationCanceled()
    {
        await using AzureOpenAIProvider provider = NewProvider();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (AgentUpdate _ in provider.ExecuteTaskAsync(NewTask("Count slowly"), cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
    }

    [Theory]
    [InlineData("gpt-4")]
    [InlineData("GPT-35-Turbo")]
    [InlineData("the-deployment")]
    public async Task ExecuteTask_Model_IsTheDeployment(string model)
    {
        await using AzureOpenAIProvider provider = NewProvider();

        Assert.Equal("the-deployment", provider.TranslateModelName(model));
        Assert.NotEmpty(await provider.ExecuteTaskAsync(NewTask("Count to eight") with { Model = model }, Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task ExecuteTask_UnknownModel_IsRefusedBeforeARequest()
    {
        await using AzureOpenAIProvider provider = NewProvider();

        await Assert.ThrowsAsync<ModelNotFoundException>(
            async () => await provider.ExecuteTaskAsync(NewTask("x") with { Model = "gpt-2" }, Token).ToArrayAsync(Token));

        Assert.Empty(await emulator.ReadJournalAsync(testId, Token));
    }

    [Fact]
    public async Task ValidateConfiguration_Working_IsValidAndCostsOneToken()
    {
        await using AzureOpenAIProvider provider = NewProvider();

        ProviderValidationResult result = await provider.ValidateConfigurationAsync(Token);

        Assert.Empty(result.Problems);
        JsonElement request = Assert.Single(await emulator.ReadJournalAsync(testId, Token));
        Assert.Equal(1, request.GetProperty("body").GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task ValidateConfiguration_WrongKey_ReportsItWithoutTheKey()
    {
        await using AzureOpenAIProvider provider = NewProvider([new("api_key", "wrong-key-of-someone")]);

        string problem = Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems);

        Assert.Contains("api_key", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key-of-someone", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValidateConfiguration_NothingSet_ReportsEveryMissingOption()
    {
        await using AzureOpenAIProvider provider = NewProvider([new("api_key", ""), new("endpoint", ""), new("deployment", "")]);

        Assert.Equal(
            ["The option 'api_key' is not set.", "The option 'endpoint' is not set.", "The option 'deployment' is not set."],
            (await provider.ValidateConfigurationAsync(Token)).Problems);
        Assert.Empty(await emulator.ReadJournalAsync(testId, Token));
    }

    [Theory]
    [InlineData("endpoint", "http://contoso.openai.azure.com/")]
    [InlineData("endpoint", "ftp://contoso.openai.azure.com/")]
    [InlineData("endpoint", "contoso")]
    [InlineData("timeout", "soon")]
    [InlineData("timeout", "-1")]
    [InlineData("max_tokens", "1.5")]
    [InlineData("max_tokens", "0")]
    [InlineData("temperature", "2.1")]
    public async Task Option_Wrong_IsReportedAndRefusedByName(string option, string value)
    {
        await using AzureOpenAIProvider provider = NewProvider([new(option, value)]);

        Assert.Contains($"'{option}'", Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems), StringComparison.Ordinal);
        ProviderConfigurationException refusal = await Assert.ThrowsAsync<ProviderConfigurationException>(
            async () => await provider.ExecuteTaskAsync(NewTask("x"), Token).ToArrayAsync(Token));
        Assert.Equal(option, refusal.OptionName);
    }

    [Fact]
    public async Task Conformance_OfTheExample_HoldsInEveryCheck()
    {
        ConformanceSuite suite = ConformanceSuite.ForEndpoint(context => new AzureOpenAIProvider(context), NewConfiguration(), "endpoint", "/");

        ConformanceReport report = await suite.RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
    }

    [Fact]
    public async Task Identity_OfThePackage_IsThatOfTheAttribute()
    {
        await using AzureOpenAIProvider provider = NewProvider();

        Assert.Equal(("azure-openai", "1.0.0"), (provider.Name, provider.Version));
        Assert.Equal(["gpt-4", "gpt-4-turbo", "gpt-35-turbo"], provider.SupportedModels);
        Assert.True(provider.SupportsTool("any-function"));
    }

    private static AgentTask NewTask(string prompt) => new(prompt, new AgentContext(Path.GetTempPath()));

    private AzureOpenAIProvider NewProvider(KeyValuePair<string, string>[]? changes = null)
    {
        httpClient ??= AimockServer.CreateClient(testId);
        return new AzureOpenAIProvider(new ProviderContext(NewConfiguration(changes), httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));
    }

    private ProviderConfiguration NewConfiguration(KeyValuePair<string, string>[]? changes = null) => new(
        [
            new("api_key", AimockServer.Key),
            new("endpoint", emulator.Address.ToString()),
            new("deployment", "the-deployment"),
            .. changes ?? [],
        ],
        ["api_key"]);

    private async Task<AgentUpdate[]> RunAsync(string prompt, KeyValuePair<string, string>[]? changes = null)
    {
        await using AzureOpenAIProvider provider = NewProvider(changes);
        return await provider.ExecuteTaskAsync(NewTask(prompt), Token).ToArrayAsync(Token);
    }
}
