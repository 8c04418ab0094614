using System.IO.Compression;
using System.Text;
using CsCheck;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Tests.Manifests;

namespace GaoDev.Runtime.Tests.Packages;

public sealed class BadPackageTests : IDisposable
{
    private readonly Installing _installing = new();

    public void Dispose() => _installing.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Package_WithoutAProvider_IsRefused()
    {
        string path = TestPackage.Library("Contoso.Core").Save(_installing.Feed);

        PluginException refused = await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.NotAProvider);

        Assert.Contains("Contoso.Core 1.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_WhoseDependencyIsTheProvider_IsRefused()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        TestPackage.Library("Contoso.Meta").Needs("Contoso.Provider", "1.0.0").Save(_installing.Feed);

        await _installing.RefusedAsync(_installing.Request("Contoso.Meta"), PluginErrorCode.NotAProvider);
    }

    [Fact]
    public async Task Manifest_OfANewerContract_IsRefusedNamingBoth()
    {
        string path = new TestPackage("Contoso.Provider")
            .With("lib/net10.0/Contoso.Provider.dll", ProviderCompiler.Provider("Contoso.Provider", ("1.9", "{\"from the future\":1}")))
            .Save(_installing.Feed);

        PluginException refused = await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.ContractTooNew);

        Assert.Contains("1.9", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Contoso.Provider 1.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_Invalid_IsRefused()
    {
        string path = new TestPackage("Contoso.Provider")
            .With("lib/net10.0/Contoso.Provider.dll", ProviderCompiler.Provider("Contoso.Provider", ("1.0", "{\"name\":\"Contoso\"}")))
            .Save(_installing.Feed);

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.ManifestInvalid);
    }

    [Fact]
    public async Task Assembly_Damaged_IsRefused()
    {
        string path = new TestPackage("Contoso.Provider").With("lib/net10.0/Contoso.Provider.dll", [1, 2, 3]).Save(_installing.Feed);

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.NotAProvider);
    }

    [Fact]
    public async Task Package_ForAnotherFramework_IsRefusedNamingIt()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Needs("Contoso.Old", "1.0.0").Save(_installing.Feed);
        new TestPackage("Contoso.Old").With("lib/net472/Contoso.Old.dll", [1]).With("lib/net11.0/Contoso.Old.dll", [1]).Save(_installing.Feed);

        PluginException refused = await _installing.RefusedAsync(_installing.Request("Contoso.Provider"), PluginErrorCode.NoCompatibleAssets);

        Assert.Contains("Contoso.Old 1.0.0", refused.Message, StringComparison.Ordinal);
        Assert.Contains("net472", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsNoPackage_IsCorrupt()
    {
        byte[] whole = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), Cancellation);
        string path = _installing.Folder["bad.nupkg"];
        foreach (byte[] content in (byte[][])[[], "not a zip"u8.ToArray(), whole[..(whole.Length / 2)], whole[100..], Zip(("readme.txt", "no nuspec"))])
        {
            await File.WriteAllBytesAsync(path, content, Cancellation);
            PluginException refused = await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageCorrupt);
            Assert.Contains("bad.nupkg", refused.Message, StringComparison.Ordinal);
        }

        await _installing.RefusedAsync(_installing.Request(_installing.Folder["missing.nupkg"]), PluginErrorCode.PackageNotFound);
    }

    [Theory]
    [InlineData("../../evil.dll")]
    [InlineData("lib/net10.0/../../../../evil.dll")]
    [InlineData("lib/net10.0/%2e%2e/%2e%2e/evil.dll")]
    [InlineData("..\\..\\evil.dll")]
    [InlineData("/etc/evil.dll")]
    [InlineData("C:/evil.dll")]
    [InlineData("lib/net10.0/evil\u0001.dll")]
    [InlineData("LIB/NET10.0/CONTOSO.PROVIDER.DLL")]
    [InlineData("other.nuspec")]
    public async Task Entry_WithANameThatNoPackageNeeds_IsRefused(string name)
    {
        string path = TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            await using Stream entry = await zip.CreateEntry(name).OpenAsync(Cancellation);
            entry.Write("evil"u8);
        }

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageCorrupt);

        Assert.Empty(Directory.EnumerateFiles(_installing.Folder.Path, "evil*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("lib/net10.0/con.dll")]
    [InlineData("lib/net10.0/sub./x.dll")]
    [InlineData("lib/net10.0/a:b.dll")]
    public async Task Asset_WithANameThatNotEverySystemCanHold_IsRefused(string name)
    {
        string path = TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").With(name, [1]).Save(_installing.Feed);
        bool selected = !name.Contains("sub./", StringComparison.Ordinal);
        if (selected)
        {
            await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageCorrupt);
        }
        else
        {
            await _installing.InstallAsync(_installing.Request(path));
        }
    }

    [Fact]
    public async Task Entry_ThatIsASymbolicLink_IsRefused()
    {
        string path = TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            ZipArchiveEntry link = zip.CreateEntry("lib/net10.0/link.dll");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            await using Stream entry = await link.OpenAsync(Cancellation);
            entry.Write("/etc/passwd"u8);
        }

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageCorrupt);
    }

    [Fact]
    public async Task File_ThatUnpacksToFarMore_IsRefused()
    {
        string path = TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso")
            .With("lib/net10.0/Bomb.dll", new byte[64 * 1024 * 1024]).Save(_installing.Feed);

        PluginException refused = await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageTooLarge);

        Assert.Contains("Bomb.dll", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_WithTooManyFiles_IsRefused()
    {
        string path = _installing.Folder["many.nupkg"];
        using (ZipArchive zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Cancellation))
        {
            for (int index = 0; index < 50_001; index++)
            {
                zip.CreateEntry($"f{index}");
            }
        }

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageTooLarge);
    }

    [Theory]
    [InlineData("<!DOCTYPE package [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><package><metadata><id>&b;</id><version>1.0.0</version></metadata></package>")]
    [InlineData("<package><metadata><id>Contoso.Provider</id><version>one</version></metadata></package>")]
    [InlineData("<package><metadata><id>../../evil</id><version>1.0.0</version></metadata></package>")]
    [InlineData("<package><metadata><version>1.0.0</version></metadata></package>")]
    [InlineData("<package><metadata>")]
    [InlineData("")]
    public async Task Nuspec_ThatIsNotValid_IsRefused(string nuspec)
    {
        string path = _installing.Folder["bad.nupkg"];
        await File.WriteAllBytesAsync(path, Zip(("bad.nuspec", nuspec)), Cancellation);

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageCorrupt);
    }

    [Fact]
    public async Task Nuspec_LargerThanAnyNeedsToBe_IsRefused()
    {
        string path = _installing.Folder["bad.nupkg"];
        await File.WriteAllBytesAsync(path, Zip(("bad.nuspec", new string(' ', 5 * 1024 * 1024))), Cancellation);

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageTooLarge);
    }

    [Fact]
    public async Task Package_ChangedAnywhere_NeverThrowsAnythingElseAndLeavesNothing()
    {
        byte[] whole = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), Cancellation);
        string path = _installing.Folder["mutated.nupkg"];

        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[1, 6]).Array[1, 3].SampleAsync(
            async changes =>
            {
                byte[] mutated = [.. whole];
                foreach ((int at, byte value, int count) in changes)
                {
                    mutated.AsSpan(at, Math.Min(count, mutated.Length - at)).Fill(value);
                }

                await File.WriteAllBytesAsync(path, mutated, Cancellation);
                try
                {
                    await using var prepared = await _installing.PrepareAsync(_installing.Request(path));
                }
                catch (PluginException)
                {
                    // A clear error is one of the two good ends; any other exception fails the test.
                }

                Assert.Empty(_installing.Contents());
            },
            iter: 300,
            threads: 1);
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}
