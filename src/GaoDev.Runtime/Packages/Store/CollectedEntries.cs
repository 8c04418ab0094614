namespace GaoDev.Runtime.Packages.Store;

/// <summary>What a collection of the store removed, or would remove. Immutable.</summary>
/// <param name="Entries">The store entries, relative to the home folder.</param>
/// <param name="Bytes">What they take.</param>
/// <param name="InUse">Entries that nothing names and that a running process still needs.</param>
/// <param name="Generations">How many kept lock files go.</param>
internal sealed record CollectedEntries(IReadOnlyList<string> Entries, long Bytes, IReadOnlyList<string> InUse, int Generations);
