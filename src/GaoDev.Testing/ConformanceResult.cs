namespace GaoDev.Testing;

/// <summary>What came of one check. Immutable.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Fault">What the provider did wrong, as a sentence, or null where it passed.</param>
/// <param name="Elapsed">How long the check took.</param>
public sealed record ConformanceResult(string Check, string? Fault, TimeSpan Elapsed)
{
    /// <summary>Whether the check was left out, because the suite was not told enough: see <see cref="ConformanceSuite.EndpointOption"/>.</summary>
    public bool Skipped { get; init; }

    /// <summary>Whether the provider keeps to what was checked; true as well where the check was left out.</summary>
    public bool Passed => Fault is null;

    /// <summary>The check, and what is wrong where something is.</summary>
    public override string ToString() => Passed ? Check : $"{Check}: {Fault}";
}
