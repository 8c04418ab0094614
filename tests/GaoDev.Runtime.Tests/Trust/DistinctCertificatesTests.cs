using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GaoDev.Runtime.Tests.Packages;
using GaoDev.Runtime.Trust;

namespace GaoDev.Runtime.Tests.Trust;

public sealed class DistinctCertificatesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestSigner _firstSigner = new("First");
    private readonly TestSigner _secondSigner = new("Second");
    private readonly DistinctCertificates _certificates = new();

    private X509Certificate2 First => _firstSigner.Certificate;

    private X509Certificate2 Second => _secondSigner.Certificate;

    public void Dispose()
    {
        _firstSigner.Dispose();
        _secondSigner.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Certificate_InAFileAndInTheFolder_IsThereOnceAndInOrder()
    {
        string bundle = Save("bundle.crt", $"# {First.Subject}\n{First.ExportCertificatePem()}\n");
        _folder.Create("certs/java");
        Save("certs/all.crt", File.ReadAllText(bundle));
        Save("certs/second.pem", $"{Second.ExportCertificatePem()}\n{First.ExportCertificatePem()}");

        Assert.True(_certificates.TryAddFile(bundle));
        Assert.True(_certificates.TryAddFolder(_folder["certs"]));

        Assert.Equal([First.Thumbprint, Second.Thumbprint], Read());
    }

    [Fact]
    public void Link_ByHash_IsReadAsTheFileItLeadsTo()
    {
        string elsewhere = Save("elsewhere.crt", Second.ExportCertificatePem());
        Save("certs/first.pem", First.ExportCertificatePem());
        File.CreateSymbolicLink(_folder["certs/0a1b2c3d.0"], "first.pem");
        File.CreateSymbolicLink(_folder["certs/second.pem"], elsewhere);

        Assert.True(_certificates.TryAddFolder(_folder["certs"]));

        Assert.Equal(new[] { First.Thumbprint, Second.Thumbprint }.Order(), Read().Order());
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

        Assert.False(_certificates.TryAddFile(Save("key.pem", $"{First.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n")));
    }

    [Fact]
    public void Folder_WithoutFiles_IsNotTaken() => Assert.False(_certificates.TryAddFolder(_folder.Path));

    [Fact]
    public void File_InDer_IsNotTaken()
    {
        string path = _folder["binary.crt"];
        File.WriteAllBytes(path, First.RawData);

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
        string path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
