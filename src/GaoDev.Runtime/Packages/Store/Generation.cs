using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>A lock file that was in effect before the current one. Immutable.</summary>
/// <param name="Number">Its number; a later one has a higher number.</param>
/// <param name="ReplacedAt">When something else took its place.</param>
/// <param name="Lock">What it says, or null where it cannot be read.</param>
internal sealed record Generation(int Number, DateTimeOffset ReplacedAt, PluginLock? Lock);
