namespace GaoDev.Runtime.Packages.Assets;

/// <summary>What a store entry holds. Immutable.</summary>
/// <param name="Assets">The files by name.</param>
/// <param name="Files">The SHA-256 of every file, in lower-case hexadecimal, by its path in the entry.</param>
/// <param name="Hash">A hash of all of <paramref name="Files"/>, which is part of the entry's name.</param>
internal sealed record StoreEntry(RuntimeAssets Assets, IReadOnlyDictionary<string, string> Files, string Hash);
