using System.ClientModel;
using System.ClientModel.Primitives;
using GaoDev.Extensions.AI;
using Microsoft.Extensions.AI;
using OpenAI;

namespace GaoDev.Examples.ChatClient;

[ProviderPlugin("openai-compatible", Description = "Any endpoint that speaks as OpenAI's does")]
[ProviderOption("api_key", Environment = "OPENAI_API_KEY", Required = true, Secret = true)]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Environment = "OPENAI_BASE_URL", Required = true)]
[ProviderOption("default_model", Environment = "OPENAI_MODEL", Required = true)]
[NetworkAccess("{base_url}", Reason = "calls the model")]
public sealed partial class CompatibleProvider(ProviderContext context) : ChatClientProvider(context)
{
    private readonly ProviderContext context = context;

    protected override bool AlwaysReportsFinish => true;

    protected override IChatClient CreateClient()
    {
        OpenAIClientOptions options = new()
        {
            Endpoint = context.Configuration.GetUri("base_url"),
            Transport = new HttpClientPipelineTransport(context.HttpClient),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        ApiKeyCredential key = new(context.Configuration.GetRequiredString("api_key"));
        return new OpenAIClient(key, options).GetChatClient(context.Configuration.GetRequiredString("default_model")).AsIChatClient();
    }

    protected override ProviderException? TranslateError(Exception failure) => failure is ClientResultException { Status: > 0 } refusal
        ? HttpStatusErrors.Create(refusal.Status, code: null, $"The endpoint refused the request ({refusal.Status}).", retryAfter: null, Name, refusal)
        : null;
}
