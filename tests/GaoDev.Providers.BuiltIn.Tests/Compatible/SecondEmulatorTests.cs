using GaoDev.Providers.BuiltIn.Ollama;
using GaoDev.Providers.BuiltIn.OpenAI;
using GaoDev.Providers.BuiltIn.Tests.Emulators;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Providers.BuiltIn.Tests.Compatible;

/// <summary>Compatible endpoints, as Ollama's and as OpenAI's own, against the second emulator.</summary>
public sealed class SecondEmulatorTests(MockLlmServer emulator) : IClassFixture<MockLlmServer>, IDisposable
{
    private readonly HttpClient httpClient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => httpClient.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ExecuteTask_SecondEmulator_AnswersInParts(bool ollama)
    {
        await using CompatibleProvider provider = NewProvider(ollama);

        AgentUpdate[] updates = await provider.ExecuteTaskAsync(NewTask("Grüß dich 🦊"), Token).ToArrayAsync(Token);

        TextUpdate[] texts = [.. updates.OfType<TextUpdate>()];
        Assert.Equal("You said: Grüß dich 🦊", string.Concat(texts.Select(text => text.Text)));
        Assert.True(texts.Length > 2, $"The answer came in {texts.Length} parts.");
        Assert.Equal(new FinishUpdate(FinishReason.Stop), updates[^1]);
    }

    [Theory]
    [InlineData(true, "Refuse", ProviderErrorKind.Authentication)]
    [InlineData(true, "Hurry", ProviderErrorKind.RateLimit)]
    [InlineData(false, "Refuse", ProviderErrorKind.Authentication)]
    [InlineData(false, "Hurry", ProviderErrorKind.RateLimit)]
    public async Task ExecuteTask_SecondEmulatorRefuses_ThrowsItsKind(bool ollama, string prompt, ProviderErrorKind kind)
    {
        await using CompatibleProvider provider = NewProvider(ollama);

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(async () => await provider.ExecuteTaskAsync(NewTask(prompt), Token).ToArrayAsync(Token));

        Assert.Equal((kind, ollama ? "ollama" : "openai"), (failure.Kind, failure.ProviderName));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("some-key", false)]
    public async Task Option_PlainHttpToAnotherMachine_IsTakenWithoutAKeyOnly(string key, bool taken)
    {
        await using OllamaProvider provider = new(NewContext(new("base_url", "http://ollama.invalid:11434/v1"), new("api_key", key), new("default_model", "any")));

        string problem = Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems);

        Assert.Equal(!taken, problem.Contains("https://", StringComparison.Ordinal));
    }

    private static AgentTask NewTask(string prompt) => new(prompt, new AgentContext(Path.GetTempPath()));

    private CompatibleProvider NewProvider(bool ollama)
    {
        string address = new Uri(emulator.Address, "/v1").ToString();
        return ollama
            ? new OllamaProvider(NewContext(new("base_url", address), new("default_model", "llama3.2")))
            : new OpenAIProvider(NewContext(new("base_url", address), new("default_model", "gpt-test"), new("api_key", "any")));
    }

    private ProviderContext NewContext(params KeyValuePair<string, string>[] settings) =>
        new(new ProviderConfiguration(settings, ["api_key"]), httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath());
}
