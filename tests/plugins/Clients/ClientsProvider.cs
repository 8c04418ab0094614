using System.ClientModel;
using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Models.Messages;
using GaoDev.Providers;
using OpenAI;
using OpenAI.Chat;

namespace Fixtures.Clients;

/// <summary>Asks a vendor's model by that vendor's plain client, which makes its own connections. A prompt is the vendor and the address.</summary>
public sealed class ClientsProvider(ProviderContext context) : IAgentProvider
{
    public string Name => "clients";

    public string Version => "1.0.0";

    public IReadOnlyList<string> SupportedModels => [];

    public bool SupportsTool(string toolName) => false;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] words = task.Prompt.Split(' ');
        IAsyncEnumerable<string> answer = words[0] == "openai" ? AskOpenAIAsync(words[1], cancellationToken) : AskAnthropicAsync(words[1], cancellationToken);
        await foreach (string piece in answer)
        {
            yield return piece;
        }
    }

    private async IAsyncEnumerable<string> AskOpenAIAsync(string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChatClient client = new("a-model", new ApiKeyCredential(context.Configuration.GetRequiredString("key")), new OpenAIClientOptions { Endpoint = new Uri(address) });
        await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync([new UserChatMessage("hello")], cancellationToken: cancellationToken))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate)
            {
                yield return part.Text;
            }
        }
    }

    private async IAsyncEnumerable<string> AskAnthropicAsync(string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using AnthropicClient client = new() { ApiKey = context.Configuration.GetRequiredString("key"), BaseUrl = address };
        MessageCreateParams question = new() { Model = "a-model", MaxTokens = 100, Messages = [new UserMessageParam { Content = "hello" }] };
        await foreach (RawMessageStreamEvent update in client.Messages.CreateStreaming(question, cancellationToken))
        {
            if (update.TryPickContentBlockDelta(out RawContentBlockDeltaEvent? delta) && delta.Delta.TryPickText(out TextDelta? text))
            {
                yield return text.Text;
            }
        }
    }
}
