using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using GaoDev.Extensions.AI;
using GaoDev.Permissions;
using Microsoft.Extensions.AI;

namespace GaoDev.Providers.Anthropic;

/// <summary>Anthropic's models, through Anthropic's own client. Safe for concurrent use.</summary>
[ProviderPlugin("anthropic", Description = "Anthropic's models", Author = "The GaoDev authors", RequiresApiKey = true)]
[ProviderOption("api_key", Environment = "ANTHROPIC_API_KEY", Required = true, Secret = true, Description = "Key from the Anthropic console")]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Environment = "ANTHROPIC_BASE_URL", Default = "https://api.anthropic.com", Description = "Address of the endpoint")]
[ProviderOption("default_model", Environment = "ANTHROPIC_MODEL", Default = "claude-sonnet-4-5", Description = "Model of tasks that name none")]
[ProviderOption("max_tokens", Type = ProviderOptionType.Integer, Default = 4096, Description = "The longest answer, in tokens, where the task does not say")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 600, Description = "Seconds that a task may take where the task does not say")]
[NetworkAccess("{base_url}", Reason = "calls the model")]
public sealed partial class AnthropicProvider(ProviderContext context) : ChatClientProvider(context)
{
    private readonly ProviderContext context = context;

    /// <inheritdoc/>
    protected override TimeSpan? DefaultTimeout => context.Configuration.GetSeconds("timeout");

    /// <inheritdoc/>
    protected override bool AlwaysReportsFinish => true;

    /// <summary>The name with hyphens for dots, as Anthropic writes them: <c>claude-sonnet-4.5</c> is <c>claude-sonnet-4-5</c>.</summary>
    public override string TranslateModelName(string canonicalName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(canonicalName);
        return canonicalName.Replace('.', '-');
    }

    /// <inheritdoc/>
    public override ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> problems = AnthropicSettings.FindProblems(context.Configuration);
        return problems.Count > 0 ? new(ProviderValidationResult.Invalid(problems)) : base.ValidateConfigurationAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override IChatClient CreateClient()
    {
        AnthropicSettings settings = AnthropicSettings.Read(context.Configuration);
        AnthropicClient client = new(new ClientOptions
        {
            ApiKey = settings.ApiKey,
            BaseUrl = settings.BaseUrl.ToString().TrimEnd('/'),
            HttpClient = context.HttpClient,
            Handlers = [new RefusalHandler(Name, settings.ApiKey)],
            // Whoever runs the task decides on retries, and its deadline on the time.
            MaxRetries = 0,
            Timeout = TimeSpan.FromDays(1),
        });
        return client.AsIChatClient(settings.DefaultModel, settings.MaxTokens);
    }

    /// <inheritdoc/>
    protected override ProviderException? TranslateError(Exception failure) => failure switch
    {
        AnthropicSseException broken => AnthropicErrors.TranslateEvent(broken, Name, context.Configuration.GetRequiredString("api_key")),
        AnthropicIOException lost => new ProviderException(ProviderErrorKind.Network, $"'{Name}' lost the connection to its endpoint: {lost.InnerException?.Message ?? lost.Message}", Name, lost),
        _ => null,
    };
}
