using CsCheck;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;

namespace GaoDev.Generators.Tests.Parsing;

public class ManifestTextTests
{
    [Fact]
    public void Find_AnyManifest_IsItsName() => Gen.Select(Gen.String[Gen.Char["abc"], 1, 5], Gen.String, Gen.String).Sample(static (name, text, author) =>
    {
        ProviderFacts facts = new(name, null, text, author, new([text + "x"]), "\",\"name\":\"wrong\"", false, null, default, new([new("network", text, author)]));

        string json = ManifestJson.Write(facts, "1.0.0");
        Assert.Equal(name, ManifestText.FindName(json));
        Assert.Equal(["network"], ManifestText.FindPermissionKinds(json));
    });

    [Fact]
    public void Find_AnyText_NeverThrows() => Gen.String[Gen.Char["{}[]\"\\:,name"], 0, 40].Sample(static text =>
        {
        Assert.True(ManifestText.FindName(text) is null or { Length: > 0 });
        Assert.True(ManifestText.FindPermissionKinds(text).Count >= 0);
    });

    [Fact]
    public void Find_TooLong_IsNull() => Assert.Null(ManifestText.FindName("{\"name\":\"a\"}" + new string(' ', 256 * 1024)));
}
