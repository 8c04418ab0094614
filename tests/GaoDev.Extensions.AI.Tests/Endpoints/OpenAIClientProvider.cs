using System.ClientModel;
using System.ClientModel.Primitives;
using GaoDev.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using OpenAI;

namespace GaoDev.Extensions.AI.Tests.Endpoints;

/// <summary>OpenAI's own client as a provider: the ten lines that an author writes.</summary>
internal sealed class OpenAIClientProvider(Uri address, HttpClient httpClient, bool alwaysReportsFinish = true)
    : ChatClientProvider(new ProviderContext(ProviderConfiguration.Empty, httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()))
{
    public override string Name => "openai-client";

    public override string Version => "1.0.0";

    public override IReadOnlyList<string> SupportedModels => ["large", "small"];

    public bool TakesTools { get; init; } = true;

    protected override bool AlwaysReportsFinish => alwaysReportsFinish;

    public override bool SupportsTool(string toolName) => TakesTools;

    public static IChatClient CreateClient(Uri address, HttpClient httpClient) =>
        new OpenAIClient(new ApiKeyCredential("test-key"), new OpenAIClientOptions
        {
            Endpoint = new Uri(address, "/v1"),
            Transport = new HttpClientPipelineTransport(httpClient),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        }).GetChatClient("default-model").AsIChatClient();

    protected override IChatClient CreateClient() => CreateClient(address, httpClient);

    protected override ProviderException? TranslateError(Exception failure) => failure is ClientResultException { Status: > 0 } refusal
        ? HttpStatusErrors.Create(refusal.Status, null, refusal.Message, RetryAfter(refusal), Name, refusal)
        : null;

    private static TimeSpan? RetryAfter(ClientResultException refusal) =>
        refusal.GetRawResponse()?.Headers.TryGetValue("Retry-After", out string? value) == true && int.TryParse(value, out int seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
