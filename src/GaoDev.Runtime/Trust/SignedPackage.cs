using NuGet.Packaging;
using NuGet.Packaging.Signing;

namespace GaoDev.Runtime.Trust;

/// <summary>
/// A package file whose signature is decoded once for everybody who asks: with its certificates that takes longer than
/// to hash most packages. Not thread-safe.
/// </summary>
internal sealed class SignedPackage(string path) : PackageArchiveReader(path)
{
    private PrimarySignature? _signature;

    public override async Task<PrimarySignature?> GetPrimarySignatureAsync(CancellationToken token) =>
        _signature ??= await base.GetPrimarySignatureAsync(token);
}
