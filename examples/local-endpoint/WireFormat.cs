using System.Text.Json.Serialization;

namespace GaoDev.Examples.LocalEndpoint;

internal sealed record ChatRequest(IReadOnlyList<ChatMessage>? Messages, bool Stream, StreamOptions? StreamOptions, int? MaxTokens, int? MaxCompletionTokens);

internal sealed record ChatMessage(string Role, string? Content);

internal sealed record StreamOptions(bool IncludeUsage);

internal sealed record ChatChunk(string Id, string Object, long Created, string Model, IReadOnlyList<ChunkChoice> Choices, Usage? Usage = null);

internal sealed record ChunkChoice(int Index, ChatDelta Delta, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FinishReason);

internal sealed record ChatDelta(string? Role = null, string? Content = null);

internal sealed record ChatCompletion(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices, Usage Usage);

internal sealed record CompletionChoice(int Index, ChatMessage Message, string FinishReason);

internal sealed record Usage(int PromptTokens, int CompletionTokens, int TotalTokens);

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message);

/// <summary>The messages above as JSON, in the names that the wire has.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatChunk))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class WireFormat : JsonSerializerContext;
