namespace GaoDev.Runtime.Confinement;

/// <summary>What the doctor found out about one layer. Immutable.</summary>
/// <param name="Layer">Which.</param>
/// <param name="IsSound">Whether plugins can be confined as far as it goes; null where it is of use and not needed.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">What to do, or null.</param>
internal sealed record SandboxFinding(string Layer, bool? IsSound, string Found, string? Remedy = null);
