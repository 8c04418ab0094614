namespace GaoDev.Analyzers.Tests.Rules;

public class VersionNotSemVerTests
{
    [Theory]
    [InlineData("\"1.0\"")]
    [InlineData("\"1.0.0.0\"")]
    [InlineData("\"v1.0.0\"")]
    [InlineData("\"1.0.0-01\"")]
    [InlineData("\"\"")]
    public Task Version_NotSemVer_IsReportedAtTheValue(string version) => Rule.VerifyAsync(Source($"{{|GAO2003:{version}|}}"));

    [Theory]
    [InlineData("\"1.0.0\"")]
    [InlineData("\"1.0.0-rc.1+build.5\"")]
    [InlineData("null")]
    public Task Version_SemVerOrNone_IsNotReported(string version) => Rule.VerifyAsync(Source(version));

    private static string Source(string version) =>
        $$"""
        namespace Contoso;

        [ProviderPlugin("a", Version = {{version}})]
        public sealed class P : IAgentProvider
        {
            public string Name => "a";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            {{Rule.Members}}
        }
        """;
}
