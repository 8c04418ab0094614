using System.ClientModel;
using System.ClientModel.Primitives;
using GaoDev.Extensions.AI;
using Microsoft.Extensions.AI;
using OpenAI;

namespace GaoDev.Providers.BuiltIn.OpenAI;

/// <summary>An endpoint that speaks as OpenAI's chat completions do. Safe for concurrent use.</summary>
public abstract class CompatibleProvider : ChatClientProvider
{
    private readonly ProviderContext context;

    private protected CompatibleProvider(ProviderContext context)
        : base(context) => this.context = context;

    /// <summary>Whether the endpoint takes nobody without a key.</summary>
    private protected abstract bool RequiresKey { get; }

    /// <inheritdoc/>
    protected override TimeSpan? DefaultTimeout => context.Configuration.GetSeconds("timeout");

    /// <inheritdoc/>
    protected override bool AlwaysReportsFinish => true;

    /// <inheritdoc/>
    public override ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> problems = CompatibleSettings.FindProblems(context.Configuration, RequiresKey);
        return problems.Count > 0 ? new(ProviderValidationResult.Invalid(problems)) : base.ValidateConfigurationAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override IChatClient CreateClient()
    {
        CompatibleSettings settings = CompatibleSettings.Read(context.Configuration, RequiresKey);
        OpenAIClientOptions options = new()
        {
            Endpoint = settings.BaseUrl,
            Transport = new HttpClientPipelineTransport(context.HttpClient),
            // Whoever runs the task decides on retries, and its deadline on the time.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        IChatClient client = new OpenAIClient(new ApiKeyCredential(settings.ApiKey), options).GetChatClient(settings.DefaultModel).AsIChatClient();
        return new StreamErrorClient(client, Name, context.Configuration.GetString("api_key"));
    }

    /// <inheritdoc/>
    protected override ProviderException? TranslateError(Exception failure) =>
        failure is ClientResultException refusal
            ? OpenAIErrors.Translate(refusal, Name, context.Configuration.GetString("api_key"))
            : null;
}
