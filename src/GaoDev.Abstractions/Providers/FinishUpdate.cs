namespace GaoDev.Providers;

/// <summary>The answer is complete, and why. Nothing follows it.</summary>
/// <param name="Reason">Why the answer ended.</param>
public sealed record FinishUpdate(FinishReason Reason) : AgentUpdate;
