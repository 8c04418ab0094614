using CsCheck;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;

namespace GaoDev.Generators.Tests.Parsing;

public class ManifestNameTests
{
    [Fact]
    public void Find_AnyManifest_IsItsName() => Gen.Select(Gen.String[Gen.Char["abc"], 1, 5], Gen.String, Gen.String).Sample(static (name, text, author) =>
    {
        ProviderFacts facts = new(name, null, text, author, new([text + "x"]), "\",\"name\":\"wrong\"", false, null, default, new([new("network", text, author)]));

        Assert.Equal(name, ManifestName.Find(ManifestJson.Write(facts, "1.0.0")));
    });

    [Fact]
    public void Find_AnyText_NeverThrows() => Gen.String[Gen.Char["{}[]\"\\:,name"], 0, 40].Sample(static text =>
        Assert.True(ManifestName.Find(text) is null or "n" or { Length: > 0 }));

    [Fact]
    public void Find_TooLong_IsNull() => Assert.Null(ManifestName.Find("{\"name\":\"a\"}" + new string(' ', 256 * 1024)));
}
