namespace GaoDev.Runtime.Packages.Lock;

/// <summary>One package of a closure as the lock file has it. Immutable.</summary>
/// <param name="Id">The id.</param>
/// <param name="Version">The normalized version.</param>
/// <param name="Sha512">NuGet's content hash, in base64.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Signer">Who signed it, or null where nobody did.</param>
/// <param name="Runtimes">The machines that need it, in order and with a space between; null where all do.</param>
internal sealed record LockedPackage(string Id, string Version, string Sha512, string Source, PackageSigner? Signer = null, string? Runtimes = null);
