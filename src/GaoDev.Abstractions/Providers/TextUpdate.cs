namespace GaoDev.Providers;

/// <summary>A piece of the answer's text. Pieces are shown one after the other, with nothing between them.</summary>
/// <param name="Text">The text; may be empty and may hold part of a word.</param>
public sealed record TextUpdate(string Text) : AgentUpdate;
