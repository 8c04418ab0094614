namespace GaoDev.Runtime;

/// <summary>Which provider of a chain is asked first; the others follow in the chain's order.</summary>
public enum SelectionStrategy
{
    /// <summary>The chain's first.</summary>
    Auto,

    /// <summary>The one that was quickest to begin its answers so far; one without answers yet comes after those with.</summary>
    Performance,

    /// <summary>The one with the lowest of <see cref="ProviderSelection.Prices"/>; the chain's first where none has a price.</summary>
    Cost,

    /// <summary>The first that did not fail lately.</summary>
    Availability,

    /// <summary>The one that most of the three are for, each with its weight; of several the first in the chain.</summary>
    Composite,
}
