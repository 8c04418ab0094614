namespace GaoDev.Providers;

/// <summary>A piece of the model's reasoning, apart from the answer.</summary>
/// <param name="Text">The text; may hold part of a word.</param>
public sealed record ReasoningUpdate(string Text) : AgentUpdate;
