using NuGet.Packaging;
using NuGet.Packaging.Signing;

namespace GaoDev.Runtime.Trust;

/// <summary>
/// A package file whose signature is decoded once for everybody who asks: with its certificates that takes longer than
/// to hash most packages. Not thread-safe.
/// </summary>
internal sealed class SignedPackage : PackageArchiveReader
{
    // NuGet hashes in steps of 4 KiB.
    private const int BufferBytes = 64 * 1024;

    private PrimarySignature? _signature;

    private SignedPackage(FileStream file)
        : base(file, leaveStreamOpen: false)
    {
    }

    /// <exception cref="InvalidDataException">The file is not a package.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SignedPackage Open(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        try
        {
            return new SignedPackage(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override async Task<PrimarySignature?> GetPrimarySignatureAsync(CancellationToken token) =>
        _signature ??= await base.GetPrimarySignatureAsync(token);
}
