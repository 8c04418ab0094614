using System.ClientModel;
using System.Runtime.CompilerServices;
using Azure.AI.OpenAI;
using GaoDev.Permissions;
using OpenAI.Chat;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>Streams the answers of one Azure OpenAI deployment. Safe for concurrent use.</summary>
[ProviderPlugin(
    "azure-openai",
    Description = "Models deployed in an Azure OpenAI resource",
    Author = "The GaoDev authors",
    Models = ["gpt-4", "gpt-4-turbo", "gpt-35-turbo"],
    RequiresApiKey = true)]
[ProviderOption("authentication", Default = "key", AllowedValues = ["key", "entra"], Environment = "AZURE_OPENAI_AUTHENTICATION", Description = "Who asks: whoever has the key, or whoever Entra ID says")]
[ProviderOption("api_key", Environment = "AZURE_OPENAI_API_KEY", Secret = true, Description = "One of the two keys of the Azure OpenAI resource; required unless authentication is entra")]
[ProviderOption("tenant_id", Environment = "AZURE_TENANT_ID", Description = "Entra ID: the directory")]
[ProviderOption("client_id", Environment = "AZURE_CLIENT_ID", Description = "Entra ID: the application or the managed identity")]
[ProviderOption("client_secret", Environment = "AZURE_CLIENT_SECRET", Secret = true, Description = "Entra ID: the application's secret; without one, whatever identity the machine has")]
[ProviderOption("authority_host", Type = ProviderOptionType.Uri, Environment = "AZURE_AUTHORITY_HOST", Default = "https://login.microsoftonline.com/", Description = "Entra ID: who gives tokens")]
[ProviderOption("endpoint", Type = ProviderOptionType.Uri, Environment = "AZURE_OPENAI_ENDPOINT", Required = true, Description = "Address of the resource, such as https://contoso.openai.azure.com/")]
[ProviderOption("deployment", Environment = "AZURE_OPENAI_DEPLOYMENT", Required = true, Description = "Name of the deployment that answers")]
[ProviderOption("api_version", Environment = "AZURE_OPENAI_API_VERSION", Default = "2024-10-21", Description = "Version of the service's REST interface")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 600, Description = "Seconds that a task may take where the task does not say")]
[ProviderOption("max_tokens", Type = ProviderOptionType.Integer, Description = "The longest answer, in tokens")]
[ProviderOption("temperature", Type = ProviderOptionType.Number, Description = "From 0, the most predictable, to 2")]
[NetworkAccess("{endpoint}", Reason = "calls the model")]
[NetworkAccess("{authority_host}", Reason = "gets a token, where authentication is entra")]
public sealed partial class AzureOpenAIProvider(ProviderContext context) : IAgentProvider
{
    private static readonly TimeSpan ValidationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Always true: the model is told of the functions that a task defines.</summary>
    public bool SupportsTool(string toolName) => true;

    /// <summary>The deployment's name, which is what Azure calls a model.</summary>
    public string TranslateModelName(string canonicalName)
    {
        string deployment = context.Configuration.GetRequiredString("deployment");
        return SupportedModels.Append(deployment).Contains(canonicalName, StringComparer.OrdinalIgnoreCase)
            ? deployment
            : throw new ModelNotFoundException(canonicalName, SupportedModels, Name);
    }

    /// <inheritdoc/>
    public async ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> problems = AzureOpenAISettings.FindProblems(context.Configuration);
        if (problems.Count > 0)
        {
            return ProviderValidationResult.Invalid(problems);
        }

        try
        {
            AzureOpenAISettings settings = AzureOpenAISettings.Read(context.Configuration) with { MaxTokens = 1, Timeout = ValidationTimeout };
            await foreach (StreamingChatCompletionUpdate _ in StreamAsync(settings, ChatRequest.From(new AgentTask("ping", new AgentContext(context.WorkingDirectory)), settings, Name), settings.Timeout, cancellationToken).ConfigureAwait(false))
            {
            }

            return ProviderValidationResult.Valid;
        }
        catch (ProviderException failure)
        {
            return ProviderValidationResult.Invalid(failure.Message);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AzureOpenAISettings settings = AzureOpenAISettings.Read(context.Configuration);
        if (task.Model is not null)
        {
            TranslateModelName(task.Model);
        }

        ChatRequest request = ChatRequest.From(task, settings, Name);
        ToolCallReader calls = new();
        ChatFinishReason? finish = null;
        await foreach (StreamingChatCompletionUpdate update in StreamAsync(settings, request, task.Timeout ?? settings.Timeout, cancellationToken).ConfigureAwait(false))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate)
            {
                if (!string.IsNullOrEmpty(part.Text))
                {
                    yield return part.Text;
                }
            }

            calls.Read(update.ToolCallUpdates);
            if (update.FinishReason is not null)
            {
                foreach (ToolCallUpdate call in calls.ReadEnd())
                {
                    yield return call;
                }
            }

            if (update.Usage is { } usage)
            {
                yield return new UsageUpdate(usage.InputTokenCount, usage.OutputTokenCount)
                {
                    CachedInputTokens = usage.InputTokenDetails?.CachedTokenCount,
                    ReasoningTokens = usage.OutputTokenDetails?.ReasoningTokenCount,
                };
            }

            finish = update.FinishReason ?? finish;
        }

        // The usage comes after the reason, and nothing may come after FinishUpdate.
        yield return new FinishUpdate(finish switch
        {
            ChatFinishReason.Stop => FinishReason.Stop,
            ChatFinishReason.Length => FinishReason.Length,
            ChatFinishReason.ContentFilter => FinishReason.ContentFilter,
            ChatFinishReason.ToolCalls => FinishReason.ToolCalls,
            _ => FinishReason.Other,
        });
    }

    private async IAsyncEnumerable<StreamingChatCompletionUpdate> StreamAsync(
        AzureOpenAISettings settings,
        ChatRequest request,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(timeout, context.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        AzureOpenAIErrors errors = new(Name, SupportedModels, settings, timeout);

        ChatClient client = settings.CreateClient(context.HttpClient);
        await using IAsyncEnumerator<StreamingChatCompletionUpdate> updates = client
            .CompleteChatStreamingAsync(request.Messages, request.Options, either.Token)
            .GetAsyncEnumerator(either.Token);

        bool complete = false;
        while (await MoveNextAsync().ConfigureAwait(false))
        {
            complete |= updates.Current.FinishReason is not null;
            yield return updates.Current;
        }

        if (!complete)
        {
            throw errors.Incomplete();
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested && errors.Translate(failure) is { } translated)
            {
                throw translated;
            }
        }
    }
}
