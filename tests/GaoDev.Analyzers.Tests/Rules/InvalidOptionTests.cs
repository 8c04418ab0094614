namespace GaoDev.Analyzers.Tests.Rules;

public class InvalidOptionTests
{
    [Theory]
    [InlineData("ProviderOption(\"apiKey\")")]
    [InlineData("ProviderOption(\"api-key\")")]
    [InlineData("ProviderOption(\"\")")]
    [InlineData("ProviderOption(null!)")]
    [InlineData("ProviderOption(\"a\", Type = (ProviderOptionType)9)")]
    [InlineData("ProviderOption(\"a\", Environment = \"A B\")")]
    [InlineData("ProviderOption(\"a\", Default = 1)")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Integer, Default = \"1\")")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Integer, Default = 1.5)")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Integer, Default = ulong.MaxValue)")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Number, Default = double.NaN)")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Boolean, Default = 1)")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Uri, Default = \"contoso.com\")")]
    [InlineData("ProviderOption(\"a\", Type = ProviderOptionType.Integer, AllowedValues = [\"one\"])")]
    [InlineData("ProviderOption(\"a\", Default = \"c\", AllowedValues = [\"a\", \"b\"])")]
    [InlineData("ProviderOption(\"a\", Default = typeof(string))")]
    public Task Option_ThatNoManifestHolds_IsReported(string option) => Rule.VerifyAsync(Source($"[{{|GAO2008:{option}|}}]"));

    [Fact]
    public Task Option_DeclaredTwice_IsReportedTheSecondTime() =>
        Rule.VerifyAsync(Source("[ProviderOption(\"a\")] [{|GAO2008:ProviderOption(\"a\")|}] [ProviderOption(\"b\")]"));

    [Theory]
    [InlineData("[ProviderOption(\"api_key2\", Environment = \"API_KEY\", Required = true, Secret = true)]")]
    [InlineData("[ProviderOption(\"a\", Type = ProviderOptionType.Integer, Default = -1L, AllowedValues = [\"-1\", \"2\"])]")]
    [InlineData("[ProviderOption(\"a\", Type = ProviderOptionType.Number, Default = 1)]")]
    [InlineData("[ProviderOption(\"a\", Type = ProviderOptionType.Number, Default = 0.5f)]")]
    [InlineData("[ProviderOption(\"a\", Type = ProviderOptionType.Boolean, Default = false)]")]
    [InlineData("[ProviderOption(\"a\", Type = ProviderOptionType.Uri, Default = \"https://contoso.com\")]")]
    [InlineData("[ProviderOption(\"a\", Default = null)]")]
    public Task Option_ThatAManifestHolds_IsNotReported(string options) => Rule.VerifyAsync(Source(options));

    private static string Source(string options) =>
        $$"""
        namespace Contoso;

        [ProviderPlugin("a")]
        {{options}}
        public sealed class P : IAgentProvider
        {
            public string Name => "a";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            {{Rule.Members}}
        }
        """;
}
