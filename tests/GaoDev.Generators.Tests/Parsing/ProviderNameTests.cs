using CsCheck;
using GaoDev.Generators.Parsing;

namespace GaoDev.Generators.Tests.Parsing;

public class ProviderNameTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("azure-openai", true)]
    [InlineData("gpt4-x2", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Azure", false)]
    [InlineData("4gpt", true)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a--b", false)]
    [InlineData("a_b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    [InlineData("a\n", false)]
    public void IsValid_Name_IsKebabCaseOrNot(string? name, bool expected) => Assert.Equal(expected, ProviderName.IsValid(name));

    [Theory]
    [InlineData("Contoso AI", "contoso-ai")]
    [InlineData("AzureOpenAI", "azure-open-ai")]
    [InlineData("HTTPServer", "http-server")]
    [InlineData("azure_openai", "azure-openai")]
    [InlineData("--a--b--", "a-b")]
    [InlineData("4GPT", "4-gpt")]
    [InlineData("日本", null)]
    [InlineData("", null)]
    public void Normalize_Name_IsTheNearestKebabCase(string name, string? expected) => Assert.Equal(expected, ProviderName.Normalize(name));

    [Fact]
    public void Normalize_AnyText_IsValidOrNull() => Gen.String.Sample(static text =>
        Assert.True(ProviderName.Normalize(text) is not { } name || ProviderName.IsValid(name)));

    [Fact]
    public void Normalize_ValidName_IsItself() => Gen.String[Gen.Char["abz09-"], 1, 12].Where(ProviderName.IsValid).Sample(static name =>
        Assert.Equal(name, ProviderName.Normalize(name)));
}
