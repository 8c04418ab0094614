using System.ClientModel;
using System.ClientModel.Primitives;
using GaoDev.Extensions.AI;
using GaoDev.Permissions;
using Microsoft.Extensions.AI;
using OpenAI;

namespace GaoDev.Providers.BuiltIn.OpenAI;

/// <summary>OpenAI's chat completions, and every endpoint that is compatible with them. Safe for concurrent use.</summary>
[ProviderPlugin("openai", Description = "OpenAI's models, and those of every compatible endpoint", Author = "The GaoDev authors")]
[ProviderOption("api_key", Environment = "OPENAI_API_KEY", Required = true, Secret = true, Description = "Key from platform.openai.com, or whatever the endpoint takes")]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Environment = "OPENAI_BASE_URL", Default = "https://api.openai.com/v1", Description = "Address of the endpoint, up to and including the version")]
[ProviderOption("default_model", Environment = "OPENAI_MODEL", Default = "gpt-4.1-mini", Description = "Model of tasks that name none")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 600, Description = "Seconds that a task may take where the task does not say")]
[NetworkAccess("{base_url}", Reason = "calls the model")]
public sealed partial class OpenAIProvider(ProviderContext context) : ChatClientProvider(context)
{
    private readonly ProviderContext context = context;

    /// <inheritdoc/>
    protected override TimeSpan? DefaultTimeout => context.Configuration.GetSeconds("timeout");

    /// <inheritdoc/>
    protected override bool AlwaysReportsFinish => true;

    /// <inheritdoc/>
    public override ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> problems = OpenAISettings.FindProblems(context.Configuration);
        return problems.Count > 0 ? new(ProviderValidationResult.Invalid(problems)) : base.ValidateConfigurationAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override IChatClient CreateClient()
    {
        OpenAISettings settings = OpenAISettings.Read(context.Configuration);
        OpenAIClientOptions options = new()
        {
            Endpoint = settings.BaseUrl,
            Transport = new HttpClientPipelineTransport(context.HttpClient),
            // Whoever runs the task decides on retries, and its deadline on the time.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        return new OpenAIClient(new ApiKeyCredential(settings.ApiKey), options).GetChatClient(settings.DefaultModel).AsIChatClient();
    }

    /// <inheritdoc/>
    protected override ProviderException? TranslateError(Exception failure) =>
        failure is ClientResultException refusal
            ? OpenAIErrors.Translate(refusal, Name, context.Configuration.GetRequiredString("api_key"))
            : null;
}
