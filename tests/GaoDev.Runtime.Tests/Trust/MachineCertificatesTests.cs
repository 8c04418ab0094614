using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using GaoDev.Runtime.Trust;

namespace GaoDev.Runtime.Tests.Trust;

public sealed class MachineCertificatesTests
{
    private const string Folder = "/etc/ssl/certs";
    private const string Offered = "/memfd:certificates";

    [Fact]
    public async Task Reading_OnThisMachine_TrustsWhomTheFolderAndTheFileName()
    {
        await MachineCertificates.Reading;

        using X509Store store = new(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        X509Certificate2Collection expected = [];
        foreach (string file in Directory.EnumerateFiles(Environment.GetEnvironmentVariable("SSL_CERT_DIR") ?? Folder))
        {
            expected.ImportFromPemFile(file);
        }

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Where(certificate => certificate.Subject == certificate.Issuer).Select(certificate => certificate.Thumbprint).Distinct().Order(),
            store.Certificates.Select(certificate => certificate.Thumbprint).Order());
    }

    [Fact]
    public async Task Reading_WhereTheFolderRepeatsTheFile_DecodesEachOnce()
    {
        await MachineCertificates.Reading;

        Assert.Contains(Directory.EnumerateFiles("/proc/self/fd"), link => new FileInfo(link).LinkTarget?.StartsWith(Offered, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Process_StartedAfterReading_SeesNothingOfIt()
    {
        await MachineCertificates.Reading;

        using Process child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "env; ls -l /proc/self/fd"]) { RedirectStandardOutput = true })!;
        string seen = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("PATH=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/proc/self/fd/", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Offered, seen, StringComparison.Ordinal);
    }
}
