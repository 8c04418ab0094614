using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GaoDev.Runtime.Tests.Packages;
using GaoDev.Runtime.Trust;

namespace GaoDev.Runtime.Tests.Trust;

public sealed class DistinctCertificatesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly X509Certificate2 _first = Issue("CN=First");
    private readonly X509Certificate2 _second = Issue("CN=Second");
    private readonly DistinctCertificates _certificates = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Certificate_InAFileAndInTheFolder_IsThereOnceAndInOrder()
    {
        string bundle = Save("bundle.crt", $"# {_first.Subject}\n{_first.ExportCertificatePem()}\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "certs", "java"));
        Save("certs/all.crt", File.ReadAllText(bundle));
        Save("certs/second.pem", $"{_second.ExportCertificatePem()}\n{_first.ExportCertificatePem()}");

        Assert.True(_certificates.TryAddFile(bundle));
        Assert.True(_certificates.TryAddFolder(Path.Combine(_folder.Path, "certs")));

        Assert.Equal([_first.Thumbprint, _second.Thumbprint], Read());
    }

    [Fact]
    public void Link_ByHash_IsReadAsTheFileItLeadsTo()
    {
        string elsewhere = Save("elsewhere.crt", _second.ExportCertificatePem());
        Save("certs/first.pem", _first.ExportCertificatePem());
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "certs", "0a1b2c3d.0"), "first.pem");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "certs", "second.pem"), elsewhere);

        Assert.True(_certificates.TryAddFolder(Path.Combine(_folder.Path, "certs")));

        Assert.Equal([_first.Thumbprint, _second.Thumbprint], Read().Order().OrderBy(thumbprint => thumbprint == _second.Thumbprint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("-----BEGIN TRUSTED CERTIFICATE-----\nMIIB\n-----END TRUSTED CERTIFICATE-----\n")]
    public void File_OfAnythingElse_IsNotTaken(string content) => Assert.False(_certificates.TryAddFile(Save("odd.pem", content)));

    [Fact]
    public void File_WithAKeyBesideTheCertificate_IsNotTaken()
    {
        using RSA key = RSA.Create(2048);

        Assert.False(_certificates.TryAddFile(Save("key.pem", $"{_first.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n")));
    }

    [Fact]
    public void Folder_WithoutFiles_IsNotTaken() => Assert.False(_certificates.TryAddFolder(_folder.Path));

    [Fact]
    public void File_InDer_IsNotTaken()
    {
        string path = Path.Combine(_folder.Path, "binary.crt");
        File.WriteAllBytes(path, _first.RawData);

        Assert.False(_certificates.TryAddFile(path));
    }

    private List<string> Read()
    {
        X509Certificate2Collection read = [];
        read.ImportFromPemFile(Save("read.pem", System.Text.Encoding.Latin1.GetString(_certificates.ToPem())));
        return [.. read.Select(certificate => certificate.Thumbprint)];
    }

    private string Save(string name, string content)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private static X509Certificate2 Issue(string subject)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
