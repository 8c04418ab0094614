namespace GaoDev.Plugins.Protocol;

/// <summary>A message does not fit into a frame. Nothing of it was sent, and the channel goes on.</summary>
internal sealed class FrameTooLongException(FrameType type, int maximumLength)
    : Exception($"A message of kind '{type}' is longer than the {maximumLength} bytes that a frame holds.");
