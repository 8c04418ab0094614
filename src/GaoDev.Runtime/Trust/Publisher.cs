namespace GaoDev.Runtime.Trust;

/// <summary>Who publishes a package. Two packages have one publisher where the keys are the same. Immutable.</summary>
/// <param name="Key">What it is recognized by.</param>
/// <param name="Name">What it is shown as.</param>
internal sealed record Publisher(string Key, string Name);
