using CsCheck;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Plugins.Tests.Manifests;

public class ManifestReaderTests
{
    private static readonly byte[] TwoProviders = ProviderCompiler.Provider(
        "Fixture.Two",
        ("1.0", ProviderCompiler.Manifest("zeta")),
        ("1.0", ProviderCompiler.Manifest("alpha", "2.0.0")));

    [Fact]
    public void Assembly_WithProviders_GivesThemInOrderOfName()
    {
        IReadOnlyList<ProviderManifest> manifests = Read(TwoProviders);

        Assert.Equal(["alpha", "zeta"], manifests.Select(manifest => manifest.Metadata.Name));
        Assert.Equal("2.0.0", manifests[0].Metadata.Version);
        Assert.All(manifests, manifest => Assert.Equal(ProviderCompiler.EntryType, manifest.EntryType));
        Assert.Equal(ProviderCompiler.Manifest("zeta"), manifests[1].Json);
    }

    [Fact]
    public void Assembly_WithoutProviders_GivesNone() =>
        Assert.Empty(Read(ProviderCompiler.Compile("Fixture.None", "public class C;")));

    [Fact]
    public void Assembly_WithAnAttributeOfItsOwnOfThatName_GivesNone() =>
        Assert.Empty(Read(ProviderCompiler.Compile("Fixture.Own", """
            [assembly: GaoDev.Plugins.ProviderManifest("1.0", "T", "{}")]
            namespace GaoDev.Plugins
            {
                public sealed class ProviderManifestAttribute(string a, string b, string c) : System.Attribute;
            }
            """)));

    [Fact]
    public void Assembly_OfANewerContract_IsRefusedNamingBoth()
    {
        byte[] image = ProviderCompiler.Provider("Fixture.New", ("1.7", "{\"future\":1}"));

        PluginException refused = Assert.Throws<PluginException>(() => Read(image));

        Assert.Equal(PluginErrorCode.ContractTooNew, refused.Code);
        Assert.Contains("1.7", refused.Message, StringComparison.Ordinal);
        Assert.Contains(ContractVersion.Text, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_WithoutTheEntryType_IsInvalid()
    {
        byte[] image = ProviderCompiler.Compile(
            "Fixture.NoEntry", """[assembly: GaoDev.Plugins.ProviderManifest("1.0", "No.Such", "{\"name\":\"a\",\"version\":\"1.0.0\"}")]""");

        PluginException refused = Assert.Throws<PluginException>(() => Read(image));

        Assert.Equal(PluginErrorCode.ManifestInvalid, refused.Code);
        Assert.Contains("No.Such", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_WithOneNameTwice_IsInvalid()
    {
        byte[] image = ProviderCompiler.Provider(
            "Fixture.Twice", ("1.0", ProviderCompiler.Manifest("same")), ("1.0", ProviderCompiler.Manifest("same", "2.0.0")));

        Assert.Equal(PluginErrorCode.ManifestInvalid, Assert.Throws<PluginException>(() => Read(image)).Code);
    }

    [Fact]
    public void Attribute_WithANull_IsInvalid()
    {
        byte[] image = ProviderCompiler.Compile(
            "Fixture.Null", """[assembly: GaoDev.Plugins.ProviderManifest("1.0", null, "{}")]""");

        Assert.Equal(PluginErrorCode.ManifestInvalid, Assert.Throws<PluginException>(() => Read(image)).Code);
    }

    [Fact]
    public void File_ThatIsNoAssembly_IsRefused()
    {
        foreach (byte[] content in new byte[][] { [], [0x7f, (byte)'E', (byte)'L', (byte)'F'], TwoProviders[..200], "#!/bin/sh\n"u8.ToArray() })
        {
            PluginException refused = Assert.Throws<PluginException>(() => Read(content));
            Assert.Equal(PluginErrorCode.NotAProvider, refused.Code);
            Assert.Contains("test.dll", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void File_ThatIsMissing_IsRefused() =>
        Assert.Throws<PluginException>(() => ManifestReader.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "no.dll")));

    [Fact]
    public void Assembly_DamagedAnywhere_NeverThrowsAnythingElse()
    {
        Gen.Select(Gen.Int[0, TwoProviders.Length - 1], Gen.Byte, Gen.Int[1, 8]).Array[1, 4].Sample(
            changes =>
            {
                byte[] image = [.. TwoProviders];
                foreach ((int at, byte value, int count) in changes)
                {
                    image.AsSpan(at, Math.Min(count, image.Length - at)).Fill(value);
                }

                try
                {
                    return Read(image).Count <= 2;
                }
                catch (PluginException)
                {
                    return true;
                }
            },
            iter: 20_000);
    }

    private static IReadOnlyList<ProviderManifest> Read(byte[] image)
    {
        using MemoryStream stream = new(image);
        return ManifestReader.Read(stream, "test.dll");
    }
}
