using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace GaoDev.Providers.BuiltIn.OpenAI;

/// <summary>Throws the errors that an endpoint sends in the stream, where OpenAI's client gives an update with nothing in it.</summary>
internal sealed class StreamErrorClient(IChatClient client, string providerName, string? apiKey) : DelegatingChatClient(client)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            if (update is { Contents.Count: 0, FinishReason: null, RawRepresentation: StreamingChatCompletionUpdate { Usage: null } raw }
                && OpenAIErrors.FindInStream(((IPersistableModel<StreamingChatCompletionUpdate>)raw).Write(ModelReaderWriterOptions.Json), providerName, apiKey) is { } failure)
            {
                throw failure;
            }

            yield return update;
        }
    }
}
