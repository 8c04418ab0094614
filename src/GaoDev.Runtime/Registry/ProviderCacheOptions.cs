namespace GaoDev.Runtime;

/// <summary>The bounds of the instances that a <see cref="ProviderFactory"/> keeps and lends. Immutable.</summary>
public sealed record ProviderCacheOptions
{
    /// <summary>How many instances are kept. The one unused for longest goes when there are more. At least 1.</summary>
    public int Capacity { get; init; } = 10;

    /// <summary>How long an instance is lent, from its creation. Uses do not extend it.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many translated model names are remembered. At least 1.</summary>
    public int ModelNames { get; init; } = 1024;
}
