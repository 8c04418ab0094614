using System.Reflection;
using GaoDev.Plugins;
using GaoDev.Providers.BuiltIn.OpenAI;
using GaoDev.Tests.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Providers.BuiltIn.Tests.OpenAI;

public sealed class OpenAIProviderTests : IDisposable
{
    private const string Key = "sk-key-of-the-tests";

    private readonly HttpClient httpClient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient.Dispose();

    [Fact]
    public async Task ExecuteTask_CompatibleEndpoint_IsAskedAsOpenAIIs()
    {
        string? path = null, authorization = null;
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange =>
        {
            (path, authorization) = (exchange.Request.Path, exchange.Request.Headers.Authorization);
            return exchange.AnswerAsync("Hel", "lo");
        });

        AgentUpdate[] updates = await RunAsync(endpoint, NewTask() with { Model = "llama-4" });

        Assert.Equal([new TextUpdate("Hel"), new TextUpdate("lo"), new UsageUpdate(3, 2) { CachedInputTokens = 0, ReasoningTokens = 0 }, new FinishUpdate(FinishReason.Stop)], updates);
        Assert.Equal(("/v1/chat/completions", $"Bearer {Key}"), (path, authorization));
        Assert.Equal("llama-4", endpoint.Requests.Single().GetProperty("model").GetString());
        Assert.True(endpoint.Requests.Single().GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
    }

    [Fact]
    public async Task ExecuteTask_NoModel_AsksForTheDefault()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));

        await RunAsync(endpoint, NewTask(), new KeyValuePair<string, string>("default_model", "mine"));

        Assert.Equal("mine", endpoint.Requests.Single().GetProperty("model").GetString());
    }

    [Theory]
    [InlineData(401, "invalid_api_key", ProviderErrorKind.Authentication)]
    [InlineData(403, null, ProviderErrorKind.Authorization)]
    [InlineData(404, "model_not_found", ProviderErrorKind.ModelNotFound)]
    [InlineData(429, "rate_limit_exceeded", ProviderErrorKind.RateLimit)]
    [InlineData(429, "insufficient_quota", ProviderErrorKind.QuotaExceeded)]
    [InlineData(400, "context_length_exceeded", ProviderErrorKind.InvalidRequest)]
    [InlineData(400, "content_policy_violation", ProviderErrorKind.ContentPolicy)]
    [InlineData(408, null, ProviderErrorKind.Timeout)]
    [InlineData(500, null, ProviderErrorKind.ProviderUnavailable)]
    [InlineData(503, null, ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Refusal_ThrowsItsKindOnceAndWithoutTheKey(int status, string? code, ProviderErrorKind kind)
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.RefuseAsync(status, code, $"No, {Key}.", retryAfter: "7"));

        ProviderException refusal = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(endpoint, NewTask()));

        Assert.Equal((kind, "openai"), (refusal.Kind, refusal.ProviderName));
        Assert.DoesNotContain(Key, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("No, ***.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(kind is ProviderErrorKind.RateLimit or ProviderErrorKind.ProviderUnavailable ? TimeSpan.FromSeconds(7) : null, refusal.RetryAfter);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task ExecuteTask_StreamThatIsNoStream_ThrowsAProviderException()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.WriteAsync("data: {broken\n\n"));

        await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(endpoint, NewTask()));
    }

    [Fact]
    public async Task ExecuteTask_NoOneListens_ThrowsNetwork()
    {
        ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        Uri address = endpoint.Address;
        await endpoint.DisposeAsync();

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(
            async () => await NewProvider(address).ExecuteTaskAsync(NewTask(), Token).ToArrayAsync(Token));

        Assert.Equal(ProviderErrorKind.Network, failure.Kind);
    }

    [Theory]
    [InlineData("base_url", "http://example.com/v1")]
    [InlineData("base_url", "example")]
    [InlineData("api_key", "")]
    [InlineData("default_model", "")]
    [InlineData("timeout", "-1")]
    public async Task Option_Wrong_IsReportedAndRefusedByName(string option, string value)
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("a"));
        await using OpenAIProvider provider = NewProvider(endpoint.Address, new KeyValuePair<string, string>(option, value));

        Assert.Contains($"'{option}'", Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems), StringComparison.Ordinal);
        ProviderConfigurationException refusal = await Assert.ThrowsAsync<ProviderConfigurationException>(
            async () => await provider.ExecuteTaskAsync(NewTask(), Token).ToArrayAsync(Token));
        Assert.Equal(option, refusal.OptionName);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public void Manifest_OfTheAssembly_NamesTheProvider()
    {
        ProviderManifestAttribute[] manifests = [.. typeof(OpenAIProvider).Assembly.GetCustomAttributes<ProviderManifestAttribute>()];
        ProviderManifestAttribute manifest = Assert.Single(manifests, candidate => candidate.Manifest.Contains("\"name\":\"openai\"", StringComparison.Ordinal));

        Assert.Equal(4, manifests.Length);
        BaseProviderPlugin plugin = Assert.IsAssignableFrom<BaseProviderPlugin>(Activator.CreateInstance(typeof(OpenAIProvider).Assembly.GetType(manifest.EntryType, throwOnError: true)!));
        Assert.Equal("https://api.openai.com/v1", plugin.GetDefaultConfiguration().GetString("base_url"));
        Assert.True(plugin.GetMetadata().RequiresApiKey);
    }

    private static AgentTask NewTask() => new("x", new AgentContext(Path.GetTempPath()));

    private OpenAIProvider NewProvider(Uri address, params KeyValuePair<string, string>[] changes) => new(new ProviderContext(
        new ProviderConfiguration([new("api_key", Key), new("base_url", new Uri(address, "/v1").ToString()), new("default_model", "default"), .. changes], ["api_key"]),
        httpClient,
        NullLogger.Instance,
        TimeProvider.System,
        Path.GetTempPath()));

    private async Task<AgentUpdate[]> RunAsync(ChatEndpoint endpoint, AgentTask task, params KeyValuePair<string, string>[] changes)
    {
        await using OpenAIProvider provider = NewProvider(endpoint.Address, changes);
        return await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);
    }
}
