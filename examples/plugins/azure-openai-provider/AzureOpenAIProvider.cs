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
    Models = ["gpt-4", "gpt-4-turbo", "gpt-35-turbo"])]
[ProviderOption("api_key", Environment = "AZURE_OPENAI_API_KEY", Required = true, Secret = true, Description = "One of the two keys of the Azure OpenAI resource")]
[ProviderOption("endpoint", Type = ProviderOptionType.Uri, Environment = "AZURE_OPENAI_ENDPOINT", Required = true, Description = "Address of the resource, such as https://contoso.openai.azure.com/")]
[ProviderOption("deployment", Environment = "AZURE_OPENAI_DEPLOYMENT", Required = true, Description = "Name of the deployment that answers")]
[ProviderOption("api_version", Environment = "AZURE_OPENAI_API_VERSION", Default = "2024-10-21", Description = "Version of the service's REST interface")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 600, Description = "Seconds that a task may take where the task does not say")]
[ProviderOption("max_tokens", Type = ProviderOptionType.Integer, Description = "The longest answer, in tokens")]
[ProviderOption("temperature", Type = ProviderOptionType.Number, Description = "From 0, the most predictable, to 2")]
[NetworkAccess("{endpoint}", Reason = "calls the model")]
public sealed partial class AzureOpenAIProvider(ProviderContext context) : IAgentProvider
{
    private static readonly TimeSpan ValidationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Always false: this provider answers in text.</summary>
    public bool SupportsTool(string toolName) => false;

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
            await foreach (StreamingChatCompletionUpdate _ in StreamAsync(settings, "ping", settings.Timeout, cancellationToken).ConfigureAwait(false))
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

        ChatFinishReason? finish = null;
        await foreach (StreamingChatCompletionUpdate update in StreamAsync(settings, task.Prompt, task.Timeout ?? settings.Timeout, cancellationToken).ConfigureAwait(false))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate)
            {
                if (!string.IsNullOrEmpty(part.Text))
                {
                    yield return part.Text;
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
            _ => FinishReason.Other,
        });
    }

    private async IAsyncEnumerable<StreamingChatCompletionUpdate> StreamAsync(
        AzureOpenAISettings settings,
        string prompt,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(timeout, context.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        AzureOpenAIErrors errors = new(Name, SupportedModels, settings, timeout);

        ChatClient client = settings.CreateClient(context.HttpClient);
        await using IAsyncEnumerator<StreamingChatCompletionUpdate> updates = client
            .CompleteChatStreamingAsync([new UserChatMessage(prompt)], settings.CreateRequestOptions(), either.Token)
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
