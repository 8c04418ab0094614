namespace GaoDev.Testing;

/// <summary>One thing that the contract asks of every provider. Immutable; found in <see cref="ConformanceSuite.Checks"/>.</summary>
public abstract class ConformanceCheck
{
    private protected ConformanceCheck(string name) => Name = name;

    /// <summary>What is checked, as a sentence; the same in every version.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether the suite knows enough of the provider to check this.</summary>
    internal virtual bool AppliesTo(ConformanceSuite suite) => true;

    /// <summary>Null where the provider keeps to it, otherwise a sentence that says what it did instead.</summary>
    internal abstract Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken);
}
