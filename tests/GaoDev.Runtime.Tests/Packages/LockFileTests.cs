using System.Text;
using CsCheck;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Assets;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Tests.Packages;

public class LockFileTests
{
    private static readonly InstalledPlugin Plugin = new()
    {
        PackageId = "Contoso.Provider",
        Version = "1.2.0",
        Source = "https://feed.contoso.com/v3/index.json",
        Target = "net10.0/linux-x64",
        Entry = "store/contoso.provider/1.2.0-00ff",
        State = PluginState.Enabled,
        Unconfined = true,
        Trust = new TrustRecord("approved", "alice é \"x\"", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
        Providers =
        [
            new InstalledProvider(
                "contoso", "Contoso.Provider", "Contoso.Plugin", "1.0", """{"name":"contoso","version":"1.0.0"}""",
                [new Permission(PermissionKind.Network, "api.contoso.com", "calls the model"), new Permission(PermissionKind.Storage, "")]),
        ],
        Closure = [new LockedPackage("Contoso.Provider", "1.2.0", Convert.ToBase64String(new byte[64]), "/tmp/feed")],
        Assets = new RuntimeAssets(
            new Dictionary<string, string> { ["Contoso.Provider"] = "contoso.provider/1.2.0/lib/net10.0/Contoso.Provider.dll" },
            new Dictionary<string, string> { ["libx.so"] = "contoso.provider/1.2.0/runtimes/linux-x64/native/libx.so" },
            new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["de"] = new Dictionary<string, string> { ["Contoso.resources"] = "contoso.provider/1.2.0/lib/net10.0/de/Contoso.resources.dll" },
            }),
        Files = new Dictionary<string, string>
        {
            ["contoso.provider/1.2.0/lib/net10.0/Contoso.Provider.dll"] = new('a', 64),
            ["contoso.provider/1.2.0/lib/net10.0/de/Contoso.resources.dll"] = new('b', 64),
            ["contoso.provider/1.2.0/runtimes/linux-x64/native/libx.so"] = new('c', 64),
        },
    };

    private static readonly string Text = Encoding.UTF8.GetString(LockWriter.Write(new PluginLock([Plugin])));

    [Fact]
    public void Lock_WrittenAndRead_IsTheSame()
    {
        PluginLock read = Read(Text);

        Assert.Equivalent(new PluginLock([Plugin]), read, strict: true);
        Assert.Equal(Text, Encoding.UTF8.GetString(LockWriter.Write(read)));
        Assert.Equal("contoso", Assert.Single(read.Plugins[0].Providers).ReadManifest().Metadata.Name);
        Assert.Empty(Read(Encoding.UTF8.GetString(LockWriter.Write(PluginLock.Empty))).Plugins);
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "format 2")]
    [InlineData("\"schema\": 1", "\"schema\": \"1\"", "format")]
    [InlineData("\"schema\": 1,", "", "no schema")]
    [InlineData("\"schema\": 1,", "\"schema\": 1, \"schema\": 1,", "JSON")]
    [InlineData("\"schema\": 1,", "\"schema\": 1, \"extra\": 1,", "unknown member 'extra'")]
    [InlineData("\"unconfined\": true", "\"unconfined\": 1", "not true or false")]
    [InlineData("\"state\": \"enabled\"", "\"state\": \"on\"", "state is unknown")]
    [InlineData("\"kind\": \"network\"", "\"kind\": \"everything\"", "kind is unknown")]
    [InlineData("\"id\": \"Contoso.Provider\"", "\"id\": \"a\\u0000b\"", "NUL")]
    [InlineData("\"id\": \"Contoso.Provider\"", "\"id\": null", "no text")]
    [InlineData("\"id\": \"Contoso.Provider\"", "\"id\": \"\\ud800\"", "JSON")]
    [InlineData("\"store/contoso.provider/1.2.0-00ff\"", "\"store/../../etc\"", "no folder of the store")]
    [InlineData("\"store/contoso.provider/1.2.0-00ff\"", "\"/etc/contoso/x\"", "no folder of the store")]
    [InlineData("\"contoso.provider/1.2.0/lib/net10.0/Contoso.Provider.dll\": \"aaaa", "\"../x\": \"aaaa", "leaves its folder")]
    [InlineData("\"Contoso.Provider\": \"contoso.provider/1.2.0/lib/net10.0/Contoso.Provider.dll\"", "\"Contoso.Provider\": \"other.dll\"", "not recorded")]
    [InlineData(": \"aaaa", ": \"AAAA", "a hash that is none")]
    [InlineData("AAAA==\"", "==\"", "no SHA-512")]
    [InlineData("2026-01-02T", "2026-1-2T", "no time")]
    public void Lock_ThatIsNotWhatWeWrite_IsRefused(string old, string changed, string expected)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        int at = Text.IndexOf(old, StringComparison.Ordinal);

        PluginException refused = Assert.Throws<PluginException>(() => Read(Text[..at] + changed + Text[(at + old.Length)..]));

        Assert.Equal(PluginErrorCode.LockInvalid, refused.Code);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_WithOnePackageTwice_IsRefused() =>
        Assert.Throws<PluginException>(() => Read(Encoding.UTF8.GetString(LockWriter.Write(new PluginLock([Plugin, Plugin])))));

    [Fact]
    public void Provider_UnderAnothersManifest_IsRefused()
    {
        PluginLock read = Read(Text.Replace("\"name\": \"contoso\"", "\"name\": \"other\"", StringComparison.Ordinal));

        Assert.Equal(PluginErrorCode.LockInvalid, Assert.Throws<PluginException>(() => read.Plugins[0].Providers[0].ReadManifest()).Code);
    }

    [Fact]
    public void Lock_ChangedAnywhere_NeverThrowsAnythingElse()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 3].Sample(
            changes =>
            {
                List<byte> mutated = [.. bytes];
                foreach ((int at, byte value, int kind) in changes)
                {
                    int index = Math.Min(at, mutated.Count - 1);
                    switch (kind)
                    {
                        case 0: mutated[index] = value; break;
                        case 1: mutated.Insert(index, value); break;
                        default: mutated.RemoveAt(index); break;
                    }
                }

                try
                {
                    return LockReader.Read(mutated.ToArray(), "plugins.lock.json").Plugins.Count <= 1;
                }
                catch (PluginException refused)
                {
                    return refused.Code == PluginErrorCode.LockInvalid;
                }
            },
            iter: 20_000);
    }

    private static PluginLock Read(string text) => LockReader.Read(Encoding.UTF8.GetBytes(text), "/home/x/plugins.lock.json");
}
