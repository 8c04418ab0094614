using GaoDev.Providers;

namespace GaoDev.Runtime;

/// <summary>
/// Which providers may answer a task, in which order, and how often one is tried: <c>providers.fallback_chain</c>,
/// <c>providers.auto_fallback</c> and <c>providers.selection</c> of the configuration. Immutable.
/// </summary>
public sealed record ProviderSelection
{
    /// <summary>The providers, the first choice first. Those that are not there are left out; at least one must be.</summary>
    public required IReadOnlyList<string> Chain { get; init; }

    /// <summary>Which of them is asked first.</summary>
    public SelectionStrategy Strategy { get; init; } = SelectionStrategy.Auto;

    /// <summary>What a million tokens in and a million tokens out cost together, in one currency, by provider's name.</summary>
    public IReadOnlyDictionary<string, double> Prices { get; init; } = new Dictionary<string, double>();

    /// <summary>What the vote of each strategy weighs in <see cref="SelectionStrategy.Composite"/>; only proportions count, and one is above zero.</summary>
    public IReadOnlyDictionary<SelectionStrategy, double> Weights { get; init; } = new Dictionary<SelectionStrategy, double>
    {
        [SelectionStrategy.Performance] = 0.6,
        [SelectionStrategy.Cost] = 0.3,
        [SelectionStrategy.Availability] = 0.1,
    };

    /// <summary>For how long a failure counts in <see cref="SelectionStrategy.Availability"/>.</summary>
    public TimeSpan FailureMemory { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the next provider is asked where the failure's kind allows it. Otherwise the first one answers or fails.</summary>
    public bool Fallback { get; init; } = true;

    /// <summary>How often one provider is tried again where the failure's kind allows it, from 0.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How long to wait before the first new try where the backend does not say; twice as long before each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait for a new try. Where the backend asks for more, the provider has failed.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The models to ask a provider for in place of the task's own, by provider's name. A fallback seldom has the same models.</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of a provider that win over all others, by provider's name.</summary>
    public IReadOnlyDictionary<string, ProviderConfiguration> Settings { get; init; } = new Dictionary<string, ProviderConfiguration>();
}
