using CsCheck;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Configuration;

namespace GaoDev.Runtime.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing here\n")]
    [InlineData("models:\n  registry: []\n")]
    public void Parse_NothingAboutProviders_IsEmpty(string yaml)
    {
        ConfigurationFile file = Parse(yaml);

        Assert.Null(file.DefaultProvider);
        Assert.Empty(file.GetOptionNames("contoso"));
    }

    [Fact]
    public void Parse_DefaultAndReservedSections_AreNoProviders()
    {
        ConfigurationFile file = Parse("providers:\n  default: contoso\n  fallback_chain: [a, b]\n  selection: {strategy: auto}\n  contoso: {style: long}\n");

        Assert.Equal("contoso", file.DefaultProvider);
        Assert.Equal("long", file.GetOption("CONTOSO", "Style"));
        Assert.Null(file.GetOption("selection", "strategy"));
    }

    [Theory]
    [InlineData("providers: 3", 1)]
    [InlineData("a: b\nproviders:\n  contoso: [x]", 3)]
    [InlineData("providers:\n  contoso:\n    style: {a: b}", 3)]
    [InlineData("providers:\n  a: {}\n  A: {}", 3)]
    [InlineData("- a\n- b", 1)]
    [InlineData("providers:\n  a: 'unclosed", 2)]
    public void Parse_Malformed_SaysFileAndLine(string yaml, int line)
    {
        PluginException exception = Assert.Throws<PluginException>(() => Parse(yaml));

        Assert.Equal(PluginErrorCode.ConfigurationInvalid, exception.Code);
        Assert.StartsWith($"c.yaml is not valid, line {line}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AnyText_FileOrPluginException() => Gen.String[Gen.Char["providers: {}[]-\n\t'\"#&*!|>%@`contoso"], 0, 80].Sample(yaml =>
    {
        try
        {
            Parse(yaml);
        }
        catch (PluginException)
        {
        }
    });

    [Fact]
    public void Parse_DeeplyNested_RefusedAndNotOverrun() =>
        Assert.Equal(PluginErrorCode.ConfigurationInvalid, Assert.Throws<PluginException>(() => Parse(new string('[', 500_000))).Code);

    [Fact]
    public void Read_NoFile_Null() => Assert.Null(ConfigurationFile.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), isProject: true));

    private static ConfigurationFile Parse(string yaml) => ConfigurationFile.Parse("c.yaml", new StringReader(yaml), isProject: false);
}
