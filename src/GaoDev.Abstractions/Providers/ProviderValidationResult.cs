namespace GaoDev.Providers;

/// <summary>What a provider found when it checked its configuration. Immutable.</summary>
public sealed class ProviderValidationResult
{
    private ProviderValidationResult(IReadOnlyList<string> problems) => Problems = problems;

    /// <summary>Nothing is wrong.</summary>
    public static ProviderValidationResult Valid { get; } = new([]);

    /// <summary>Whether the provider can be used as it is configured.</summary>
    public bool IsValid => Problems.Count == 0;

    /// <summary>What is wrong, a sentence each. Shown to people, so without secrets.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Something is wrong.</summary>
    /// <exception cref="ArgumentException">No problem is given, or one is empty.</exception>
    public static ProviderValidationResult Invalid(params IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count == 0 || problems.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A failed validation says what is wrong.", nameof(problems));
        }

        return new([.. problems]);
    }
}
