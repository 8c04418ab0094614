using GaoDev.Runtime.Trust;
using NuGet.Packaging;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Download;

/// <summary>
/// A package file in the staging folder, checked. The dependencies that are walked, the hash that is recorded and the
/// files that are extracted all come from these same bytes. Immutable.
/// </summary>
/// <param name="Id">The id, as its nuspec has it.</param>
/// <param name="Version">The version, as its nuspec has it.</param>
/// <param name="Source">Where it came from, as lock files record it.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ContentHash">Its SHA-512 as NuGet computes it, in base64.</param>
/// <param name="Description">What its nuspec says.</param>
/// <param name="Files">The names of its files.</param>
/// <param name="Verification">Verifies its signature; <see cref="PackageDownloads.VerifyAsync"/> waits for it.</param>
internal sealed record StagedPackage(
    string Id,
    NuGetVersion Version,
    string Source,
    string Path,
    long Bytes,
    string ContentHash,
    NuspecReader Description,
    IReadOnlyList<string> Files,
    Task<PackageSignature?> Verification)
{
    /// <summary>Its signature; null where nobody signed it.</summary>
    /// <exception cref="InvalidOperationException">It is not verified yet.</exception>
    public PackageSignature? Signature => Verification.IsCompletedSuccessfully
        ? Verification.Result
        : throw new InvalidOperationException($"The signature of {this} is not verified.");

    public override string ToString() => $"{Id} {Version}";
}
