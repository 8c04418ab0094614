using System.IO.Compression;
using System.Reflection;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Tests.Packages;
using GaoDev.Runtime.Trust;

namespace GaoDev.Runtime.Tests.Trust;

public sealed class SignatureTests : IDisposable
{
    private readonly Installing _installing = new();
    private readonly TestSigner _contoso = new("Contoso Ltd");
    private readonly TestSigner _fabrikam = new("Fabrikam Inc");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _installing.Dispose();
        _contoso.Dispose();
        _fabrikam.Dispose();
    }

    [Fact]
    public async Task Publisher_SeenForTheFirstTime_IsAskedForOnceAndRecorded()
    {
        PackageRequest request = _installing.Request(await SaveAsync("1.0.0", _contoso));
        await _installing.RefusedAsync(request, PluginErrorCode.PublisherUnknown);

        InstalledPlugin plugin = await AcceptAsync(request, PublisherStanding.FirstSeen);

        Assert.Equal(new PackageSigner("author", "CN=Contoso Ltd", _contoso.Fingerprint), Assert.Single(plugin.Closure).Signer);
        Assert.Equivalent(plugin, Assert.Single(_installing.Store.Read()), strict: true);
        await _installing.Store.UninstallAsync("contoso", Cancellation);
        await using PreparedInstallation again = await _installing.PrepareAsync(request);
        Assert.Equal(PublisherStanding.Known, again.Standing);
        Assert.False(again.Signature!.IsTrusted);
    }

    [Fact]
    public async Task Publisher_OfAKnownPackage_ThatChanges_IsAskedForAgain()
    {
        await AcceptAsync(_installing.Request(await SaveAsync("1.0.0", _contoso)), PublisherStanding.FirstSeen);

        await AcceptAsync(_installing.Request(await SaveAsync("1.1.0", _fabrikam)), PublisherStanding.Changed);
    }

    [Fact]
    public async Task Signature_OfAKnownPackage_ThatIsStripped_IsAskedFor()
    {
        await AcceptAsync(_installing.Request(await SaveAsync("1.0.0", _contoso)), PublisherStanding.FirstSeen);
        string stripped = await SaveAsync("1.1.0", _contoso);
        using (ZipArchive zip = ZipFile.Open(stripped, ZipArchiveMode.Update))
        {
            zip.GetEntry(".signature.p7s")!.Delete();
        }

        await _installing.RefusedAsync(_installing.Request(stripped), PluginErrorCode.PublisherUnknown);
        await AcceptAsync(_installing.Request(stripped), PublisherStanding.SignatureLost);
    }

    [Theory]
    [InlineData("lib/net10.0/Contoso.Provider.dll")]
    [InlineData("added.txt")]
    public async Task Content_ChangedAfterSigning_IsRefusedNamingTheSigner(string name)
    {
        string path = await SaveAsync("1.0.0", _contoso);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            zip.GetEntry(name)?.Delete();
            await using Stream entry = await zip.CreateEntry(name).OpenAsync(Cancellation);
            entry.Write("other"u8);
        }

        PluginException refused = await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.SignatureInvalid);

        Assert.Contains("was changed after Contoso Ltd signed it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_ThatIsNone_IsRefused()
    {
        string path = await SaveAsync("1.0.0", _contoso);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            zip.GetEntry(".signature.p7s")!.Delete();
            await using Stream entry = await zip.CreateEntry(".signature.p7s", CompressionLevel.NoCompression).OpenAsync(Cancellation);
            entry.Write("no signature"u8);
        }

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task RequireMode_OfNugetConfig_TakesOnlyTrustedSigners()
    {
        await File.WriteAllTextAsync(_installing.Folder["nuget.config"], $"""
            <configuration>
              <config><add key="signatureValidationMode" value="require" /></config>
              <trustedSigners>
                <author name="contoso">
                  <certificate fingerprint="{_contoso.Fingerprint.ToUpperInvariant()}" hashAlgorithm="SHA256" allowUntrustedRoot="true" />
                </author>
              </trustedSigners>
            </configuration>
            """, Cancellation);

        await AcceptAsync(_installing.Request(await SaveAsync("1.0.0", _contoso)), PublisherStanding.FirstSeen);
        await _installing.RefusedAsync(_installing.Request(await SaveAsync("1.1.0", _fabrikam)), PluginErrorCode.SignatureInvalid);
        await _installing.RefusedAsync(_installing.Request(await SaveAsync("1.2.0", null)), PluginErrorCode.SignatureInvalid);
    }

    // Real packages, which the sources that this was restored from have signed and had timestamped.
    [Theory]
    [InlineData("microsoft.extensions.logging.abstractions", "author", "Microsoft Corporation")]
    [InlineData("yamldotnet", "repository", "NuGet.org Repository by Microsoft")]
    public async Task Signature_OfARealPackage_SaysWhoSignedItAndWhen(string id, string kind, string name)
    {
        string path = Directory.GetFiles(Path.Combine(PackageFolder, id), "*.nupkg", SearchOption.AllDirectories)[0];
        SignatureVerification verification = new(NuGet.Configuration.Settings.LoadDefaultSettings(_installing.Folder.Path));

        PackageSignature? signature = await verification.VerifyAsync(path, id, Cancellation);

        Assert.NotNull(signature);
        Assert.Equal((kind, name), (signature.Signer.Kind, signature.Name));
        Assert.True(signature.SignedAt > new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), $"{signature.SignedAt:O}");
        Assert.Equal(kind == "repository", signature.Owners.Count > 0);
        Assert.Contains(signature.Publisher.Name, kind == "repository" ? $"{string.Join(", ", signature.Owners)} at {name}" : name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_OfARealPackage_ThatWasChanged_DoesNotHold()
    {
        string path = _installing.Folder["changed.nupkg"];
        File.Copy(Directory.GetFiles(Path.Combine(PackageFolder, "yamldotnet"), "*.nupkg", SearchOption.AllDirectories)[0], path);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            await using Stream entry = await zip.Entries.First(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)).OpenAsync(Cancellation);
            entry.WriteByte(0);
        }

        PluginException refused = await Assert.ThrowsAsync<PluginException>(() =>
            new SignatureVerification(NuGet.Configuration.Settings.LoadDefaultSettings(_installing.Folder.Path)).VerifyAsync(path, "YamlDotNet", Cancellation));

        Assert.Equal(PluginErrorCode.SignatureInvalid, refused.Code);
        Assert.Contains("was changed after NuGet.org Repository by Microsoft signed it", refused.Message, StringComparison.Ordinal);
    }

    private static string PackageFolder => typeof(SignatureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "packages").Value!;

    private async Task<string> SaveAsync(string version, TestSigner? signer)
    {
        string path = TestPackage.Provider("Contoso.Provider", version, "contoso").Save(_installing.Feed);
        if (signer is not null)
        {
            await signer.SignAsync(path, Cancellation);
        }

        return path;
    }

    private async Task<InstalledPlugin> AcceptAsync(PackageRequest request, PublisherStanding standing)
    {
        await using PreparedInstallation prepared = await _installing.PrepareAsync(request);
        Assert.Equal(standing, prepared.Standing);
        return await prepared.CommitAsync(
            InstallationApproval.OfAll(prepared, "tester", DateTimeOffset.UnixEpoch) with { AcceptsPublisher = true }, Cancellation);
    }
}
