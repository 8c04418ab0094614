namespace GaoDev.Providers;

/// <summary>What the task has used, in tokens. Where there are several, the last one counts.</summary>
/// <param name="InputTokens">Tokens of the request.</param>
/// <param name="OutputTokens">Tokens of the answer, reasoning included.</param>
public sealed record UsageUpdate(long InputTokens, long OutputTokens) : AgentUpdate
{
    /// <summary>Those of <see cref="InputTokens"/> that came from a cache, or null where that is not known.</summary>
    public long? CachedInputTokens { get; init; }

    /// <summary>Those of <see cref="OutputTokens"/> that were reasoning, or null where that is not known.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>What the backend says that it cost, in US dollars, or null where it does not say.</summary>
    public double? CostInUsd { get; init; }
}
