using System.ClientModel;
using System.ClientModel.Primitives;
using GaoDev.Extensions.AI;
using GaoDev.Permissions;
using GaoDev.Providers;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Fixtures.Chat;

/// <summary>OpenAI's own client in a plugin, which traces what it asks, prompts included.</summary>
[ProviderPlugin("chat")]
[ProviderOption("api_key", Required = true, Secret = true)]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Required = true)]
[ProviderOption("default_model", Required = true)]
[NetworkAccess("{base_url}")]
public sealed partial class ChatProvider(ProviderContext context) : ChatClientProvider(context)
{
    private readonly ProviderContext context = context;

    protected override bool AlwaysReportsFinish => true;

    public override bool SupportsTool(string toolName) => true;

    protected override IChatClient CreateClient()
    {
        OpenAIClientOptions options = new()
        {
            Endpoint = context.Configuration.GetUri("base_url"),
            Transport = new HttpClientPipelineTransport(context.HttpClient),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        ApiKeyCredential key = new(context.Configuration.GetRequiredString("api_key"));
        return new OpenAIClient(key, options).GetChatClient(context.Configuration.GetRequiredString("default_model")).AsIChatClient()
            .AsBuilder()
            .UseOpenTelemetry(sourceName: "Fixtures.Chat", configure: telemetry => telemetry.EnableSensitiveData = true)
            .Build();
    }
}
