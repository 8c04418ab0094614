using CsCheck;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;

namespace GaoDev.Plugins.Tests.Manifests;

public class ManifestParserTests
{
    private static readonly string Full =
        """
        {"author":"Contoso","defaultModel":"large","description":"Models \u001f \"quoted\" \\ \n é 😀","models":["large","small"],"name":"contoso-ai",
        "options":{"additionalProperties":false,"properties":{"api_key":{"description":"Key","type":"string","writeOnly":true,"x-environment":"CONTOSO_API_KEY"},
        "endpoint":{"format":"uri","type":"string"},"mode":{"default":"fast","enum":["fast","slow"],"type":"string"},"retries":{"default":3,"type":"integer"},
        "temperature":{"default":0.7,"type":"number"},"trace":{"default":false,"type":"boolean"}},"required":["api_key","endpoint"],"type":"object"},
        "permissions":[{"kind":"native-code"},{"kind":"network","reason":"calls the model","value":"api.contoso.com"},{"kind":"network","value":"{endpoint}"},{"kind":"tunnel","value":"live.contoso.com"}],
        "requiresApiKey":true,"requiresCli":"contoso","version":"1.2.3-rc.1+build"}
        """.ReplaceLineEndings("");

    [Fact]
    public void Manifest_WithEverything_IsRead()
    {
        ProviderManifest manifest = ManifestParser.Parse("1.0", "Contoso.Plugin", Full, "test");
        ProviderMetadata metadata = manifest.Metadata;

        Assert.Equal("contoso-ai", metadata.Name);
        Assert.Equal("1.2.3-rc.1+build", metadata.Version);
        Assert.Equal("Models \u001f \"quoted\" \\ \n é 😀", metadata.Description);
        Assert.Equal(["large", "small"], metadata.SupportedModels);
        Assert.Equal("large", metadata.DefaultModel);
        Assert.True(metadata.RequiresApiKey);
        Assert.Equal("contoso", metadata.RequiresCli);
        Assert.Equal(
            [
                new Permission(PermissionKind.NativeCode, ""),
                new Permission(PermissionKind.Network, "api.contoso.com", "calls the model"),
                new Permission(PermissionKind.Network, "{endpoint}"),
                new Permission(PermissionKind.Tunnel, "live.contoso.com"),
            ],
            metadata.Permissions);
        Assert.Equal(["api_key", "endpoint", "mode", "retries", "temperature", "trace"], metadata.Options.Select(option => option.Name));
        Assert.True(metadata.Options[0] is { IsSecret: true, IsRequired: true, Environment: "CONTOSO_API_KEY", Description: "Key" });
        Assert.Equal(ProviderOptionType.Uri, metadata.Options[1].Type);
        Assert.Equal(["fast", "slow"], metadata.Options[2].AllowedValues);
        Assert.Equal(["fast", "3", "0.7", "false"], metadata.Options.Skip(2).Select(option => option.Default!));
        Assert.Equal(Full, manifest.Json);
    }

    [Theory]
    [InlineData("""{"name":"a"}""", "no version")]
    [InlineData("""{"version":"1.0.0"}""", "no name")]
    [InlineData("""{"name":"A","version":"1.0.0"}""", "kebab-case")]
    [InlineData("""{"name":"a--b","version":"1.0.0"}""", "kebab-case")]
    [InlineData("""{"name":"a","version":"1.0"}""", "SemVer 2")]
    [InlineData("""{"name":"a","version":"01.0.0"}""", "SemVer 2")]
    [InlineData("""{"name":"a","name":"a","version":"1.0.0"}""", "stands twice")]
    [InlineData("""{"version":"1.0.0","name":"a"}""", "not in order")]
    [InlineData("""{"extra":1,"name":"a","version":"1.0.0"}""", "unknown member 'extra'")]
    [InlineData("""{"name":"a","version":"1.0.0"} """, "text follows")]
    [InlineData("""{"name":"a","version":"1.0.0"}{}""", "text follows")]
    [InlineData("""{ "name":"a","version":"1.0.0"}""", "expected")]
    [InlineData("""{"name":"a","requiresApiKey":false,"version":"1.0.0"}""", "expected true")]
    [InlineData("""{"models":[],"name":"a","version":"1.0.0"}""", "models is empty")]
    [InlineData("""{"models":["x","x"],"name":"a","version":"1.0.0"}""", "stands twice")]
    [InlineData("""{"author":"","name":"a","version":"1.0.0"}""", "author is empty")]
    [InlineData("""{"author":1,"name":"a","version":"1.0.0"}""", "expected \"")]
    [InlineData("""{"author":"\u0000","name":"a","version":"1.0.0"}""", "NUL")]
    [InlineData("""{"author":"\u0041","name":"a","version":"1.0.0"}""", "none is needed")]
    [InlineData("""{"author":"\u000a","name":"a","version":"1.0.0"}""", "shorter form")]
    [InlineData("""{"author":"\u001F","name":"a","version":"1.0.0"}""", "lower-case")]
    [InlineData("""{"author":"\/","name":"a","version":"1.0.0"}""", "canonical JSON does not have")]
    [InlineData("""{"author":"\ud83d\ude00","name":"a","version":"1.0.0"}""", "surrogate pair")]
    [InlineData("{\"author\":\"a\tb\",\"name\":\"a\",\"version\":\"1.0.0\"}", "to be escaped")]
    [InlineData("{\"author\":\"a\0b\",\"name\":\"a\",\"version\":\"1.0.0\"}", "to be escaped")]
    [InlineData("""{"name":"a","permissions":[],"version":"1.0.0"}""", "permissions is empty")]
    [InlineData("""{"name":"a","permissions":[{"kind":"root"}],"version":"1.0.0"}""", "unknown permission")]
    [InlineData("""{"name":"a","permissions":[{"kind":"network"}],"version":"1.0.0"}""", "has no value")]
    [InlineData("""{"name":"a","permissions":[{"kind":"storage","value":"x"}],"version":"1.0.0"}""", "takes no value")]
    [InlineData("""{"name":"a","permissions":[{"kind":"network","value":"b"},{"kind":"network","value":"a"}],"version":"1.0.0"}""", "not in order")]
    [InlineData("""{"name":"a","permissions":[{"kind":"network","value":"b"},{"kind":"network","reason":"r","value":"b"}],"version":"1.0.0"}""", "expected|stands twice")]
    [InlineData("""{"name":"a","options":{"properties":{"x":{"type":"string"}},"type":"object"},"version":"1.0.0"}""", "closed object")]
    [InlineData("""{"name":"a","options":{"additionalProperties":true,"properties":{"x":{"type":"string"}},"type":"object"},"version":"1.0.0"}""", "expected false")]
    [InlineData("""{"name":"a","options":{"additionalProperties":false,"properties":{},"type":"object"},"version":"1.0.0"}""", "no properties")]
    [InlineData("""{"name":"a","options":{"additionalProperties":false,"properties":{"x":{"type":"string"}},"required":["y"],"type":"object"},"version":"1.0.0"}""", "'y' does not exist")]
    [InlineData("""{"name":"a","options":{"additionalProperties":false,"properties":{"x":{"default":1,"type":"string"}},"type":"object"},"version":"1.0.0"}""", "default that is not of its type")]
    [InlineData("""{"name":"a","options":{"additionalProperties":false,"properties":{"x":{"default":1.0,"type":"number"}},"type":"object"},"version":"1.0.0"}""", "shortest form")]
    [InlineData("""{"name":"a","options":{"additionalProperties":false,"properties":{"X":{"type":"string"}},"type":"object"},"version":"1.0.0"}""", "snake_case")]
    [InlineData("""{"name":"a","permissions":[{"kind":"network","reason":"\ud800","value":"b"}],"version":"1.0.0"}""", "half of a character")]
    [InlineData("", "expected {")]
    [InlineData("null", "expected {")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[", "expected {")]
    public void Manifest_ThatBreaksARule_IsRefusedByName(string json, string expected)
    {
        PluginException refused = Assert.Throws<PluginException>(() => ManifestParser.Parse("1.0", "Contoso.Plugin", json, "test"));

        Assert.Equal(PluginErrorCode.ManifestInvalid, refused.Code);
        Assert.Contains(expected.Split('|'), part => refused.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Manifest_WithLoneSurrogate_IsRead()
    {
        ProviderManifest manifest = ManifestParser.Parse("1.0", "T", """{"author":"x\ud800y","name":"a","version":"1.0.0"}""", "test");

        Assert.Equal("x\ud800y", manifest.Metadata.Author);
    }

    [Fact]
    public void Manifest_LargerThanTheBound_IsRefused()
    {
        string json = $$"""{"author":"{{new string('x', ManifestParser.MaximumBytes)}}","name":"a","version":"1.0.0"}""";

        PluginException refused = Assert.Throws<PluginException>(() => ManifestParser.Parse("1.0", "T", json, "test"));

        Assert.Contains("256 KiB", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.1")]
    [InlineData("0.9")]
    public void Contract_OtherThanThisOne_IsRefusedBeforeTheManifestIsRead(string contract)
    {
        PluginException refused = Assert.Throws<PluginException>(() => ManifestParser.Parse(contract, "", "not JSON", "Contoso.dll"));

        Assert.Equal(PluginErrorCode.ContractTooNew, refused.Code);
        Assert.Contains(contract, refused.Message, StringComparison.Ordinal);
        Assert.Contains(ContractVersion.Text, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0.0")]
    [InlineData("01.0")]
    [InlineData("+1.0")]
    [InlineData("9999999.0")]
    public void Contract_ThatIsNoVersion_IsInvalid(string contract)
    {
        PluginException refused = Assert.Throws<PluginException>(() => ManifestParser.Parse(contract, "T", Full, "test"));

        Assert.Equal(PluginErrorCode.ManifestInvalid, refused.Code);
    }

    [Fact]
    public void Manifest_ChangedAnywhere_IsAnotherManifestOrRefused()
    {
        Gen.Select(Gen.Int[0, Full.Length - 1], Gen.Char, Gen.Int[0, 2]).Sample(
            (at, value, kind) =>
            {
                string mutated = kind switch
                {
                    0 => Full[..at] + value + Full[(at + 1)..],
                    1 => Full[..at] + value + Full[at..],
                    _ => Full.Remove(at, 1),
                };
                try
                {
                    // What is accepted has one text only, so what reads the same is the same.
                    return ManifestParser.Parse("1.0", "T", mutated, "test").Json == mutated;
                }
                catch (PluginException refused)
                {
                    return refused.Code == PluginErrorCode.ManifestInvalid;
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void Manifest_OfAnyText_NeverThrowsAnythingElse()
    {
        Gen.String[Gen.Char["{}[]\",:\\u0dtrfalse19.eE-+namversio\u0000\ud800 "], 0, 60].Sample(
            text => Assert.Throws<PluginException>(() => ManifestParser.Parse("1.0", "T", text, "test")),
            iter: 20_000);
    }
}
