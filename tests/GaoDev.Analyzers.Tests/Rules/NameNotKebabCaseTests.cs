using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Rules;

public class NameNotKebabCaseTests
{
    [Theory]
    [InlineData("\"Contoso AI\"")]
    [InlineData("\"contoso_ai\"")]
    [InlineData("\"contoso-\"")]
    [InlineData("\"\"")]
    [InlineData("null!")]
    [InlineData("\"con\" + \"Toso\"")]
    [InlineData("nameof(ContosoProvider)")]
    public Task Name_NotKebabCase_IsReportedAtTheArgument(string name) => Rule.VerifyAsync(Source($"{{|GAO2001:{name}|}}"));

    [Theory]
    [InlineData("\"contoso\"")]
    [InlineData("\"contoso-2\"")]
    [InlineData("\"con\" + \"toso\"")]
    [InlineData("name: \"contoso\"")]
    public Task Name_KebabCase_IsNotReported(string name) => Rule.VerifyAsync(Source(name));

    [Theory]
    [InlineData("\"Contoso AI\"", "\"contoso-ai\"")]
    [InlineData("\"contoso_ai\"", "\"contoso-ai\"")]
    [InlineData("@\"ContosoAI\"", "\"contoso-ai\"")]
    public Task Fix_Literal_IsNormalised(string name, string expected) =>
        Rule.VerifyFixAsync<NameNotKebabCaseFix>(Source($"{{|GAO2001:{name}|}}"), Source(expected));

    [Theory]
    [InlineData("nameof(ContosoProvider)")]
    [InlineData("\"日本\"")]
    [InlineData("\"\"")]
    public Task Fix_WhereNoNameCanBeMade_IsNotOffered(string name) => Rule.VerifyNoFixAsync<NameNotKebabCaseFix>(Source($"{{|GAO2001:{name}|}}"));

    private static string Source(string name) =>
        $$"""
        namespace Contoso;

        [ProviderPlugin({{name}})]
        public sealed class ContosoProvider : IAgentProvider
        {
            public string Name => "contoso";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            {{Rule.Members}}
        }
        """;
}
