using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NuGet.Common;
using NuGet.Packaging.Signing;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>Signs packages as an author does, with a certificate that nobody vouches for.</summary>
internal sealed class TestSigner : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public TestSigner(string name)
    {
        CertificateRequest request = new($"CN={name}", _key, System.Security.Cryptography.HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: true));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    public X509Certificate2 Certificate { get; }

    public string Fingerprint => Convert.ToHexStringLower(Certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));

    /// <summary>Signs a package file where it lies.</summary>
    public async Task SignAsync(string package, CancellationToken cancellationToken)
    {
        string signed = package + ".signed";
        using AuthorSignPackageRequest request = new(new X509Certificate2(Certificate), NuGet.Common.HashAlgorithmName.SHA256);
        using (SigningOptions options = SigningOptions.CreateFromFilePaths(package, signed, overwrite: false, new X509SignatureProvider(timestampProvider: null), NullLogger.Instance))
        {
            await SigningUtility.SignAsync(options, request, cancellationToken);
        }

        File.Move(signed, package, overwrite: true);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
