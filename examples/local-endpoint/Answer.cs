using System.Text.RegularExpressions;

namespace GaoDev.Examples.LocalEndpoint;

/// <summary>What is answered: the prompt is repeated, so that one sees that it arrived. A word counts as a token.</summary>
internal sealed partial class Answer
{
    private const string Model = "local-echo";

    private readonly string id = $"chatcmpl-{Guid.NewGuid():N}";
    private readonly long created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private readonly IReadOnlyList<string> words;
    private readonly string finishReason;
    private readonly Usage usage;

    private Answer(IReadOnlyList<string> words, string finishReason, int promptTokens)
    {
        this.words = words;
        this.finishReason = finishReason;
        usage = new Usage(promptTokens, words.Count, promptTokens + words.Count);
    }

    public static Answer To(IReadOnlyList<ChatMessage> messages, int? limit)
    {
        IReadOnlyList<string> all = Split($"This is the local endpoint of GaoDev's examples. You asked: {messages[^1].Content}");
        bool cut = limit < all.Count;
        return new Answer(
            cut ? [.. all.Take(limit!.Value)] : all,
            cut ? "length" : "stop",
            messages.Sum(message => Split(message.Content ?? "").Count));
    }

    public IEnumerable<ChatChunk> AsChunks(bool includeUsage)
    {
        yield return Chunk(new ChatDelta(Role: "assistant", Content: ""));
        foreach (string word in words)
        {
            yield return Chunk(new ChatDelta(Content: word));
        }

        yield return Chunk(new ChatDelta(), finishReason);
        if (includeUsage)
        {
            yield return new ChatChunk(id, "chat.completion.chunk", created, Model, [], usage);
        }
    }

    public ChatCompletion AsCompletion() =>
        new(id, "chat.completion", created, Model, [new CompletionChoice(0, new ChatMessage("assistant", string.Concat(words)), finishReason)], usage);

    private ChatChunk Chunk(ChatDelta delta, string? finish = null) =>
        new(id, "chat.completion.chunk", created, Model, [new ChunkChoice(0, delta, finish)]);

    private static IReadOnlyList<string> Split(string text) => [.. Word().Matches(text).Select(static match => match.Value)];

    /// <summary>A word with the white space before it, so that the words together are the text.</summary>
    [GeneratedRegex(@"\s*\S+|\s+$")]
    private static partial Regex Word();
}
