namespace GaoDev.Testing;

/// <summary>What came of all checks. Immutable.</summary>
public sealed class ConformanceReport
{
    internal ConformanceReport(IReadOnlyList<ConformanceResult> results) => Results = results;

    /// <summary>One result for each check, in the order of <see cref="ConformanceSuite.Checks"/>.</summary>
    public IReadOnlyList<ConformanceResult> Results { get; }

    /// <summary>Whether the provider passed every check that was made.</summary>
    public bool Passed => Results.All(static result => result.Passed);

    /// <summary>A line for each check.</summary>
    public override string ToString() => string.Join('\n', Results.Select(static result => $"{(result.Skipped ? "skip" : result.Passed ? "ok  " : "FAIL")} {result}"));
}
