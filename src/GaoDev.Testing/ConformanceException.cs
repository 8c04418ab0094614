namespace GaoDev.Testing;

/// <summary>A provider does not keep to the contract. The message holds the whole report.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Creates an exception.</summary>
    public ConformanceException(ConformanceReport report)
        : base($"The provider does not keep to the contract:\n{report}") => Report = report;

    /// <summary>What came of each check.</summary>
    public ConformanceReport Report { get; }
}
