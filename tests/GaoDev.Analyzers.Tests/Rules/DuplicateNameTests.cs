namespace GaoDev.Analyzers.Tests.Rules;

public class DuplicateNameTests
{
    [Fact]
    public Task Name_InTwoFiles_IsReportedInBoth() => Rule.VerifyAsync(Source("One", "{|GAO2002:\"a\"|}"), Source("Two", "{|GAO2002:\"a\"|}"));

    [Fact]
    public Task Name_ThatDiffersInCase_IsReportedInBoth() =>
        Rule.VerifyAsync(Source("One", "{|GAO2002:\"a\"|}"), Source("Two", "{|GAO2001:{|GAO2002:\"A\"|}|}"));

    [Fact]
    public Task Name_UsedOnce_IsNotReported() => Rule.VerifyAsync(Source("One", "\"a\""), Source("Two", "\"b\""));

    private static string Source(string className, string name) =>
        $$"""
        namespace Contoso;

        [ProviderPlugin({{name}})]
        internal sealed class {{className}} : IAgentProvider
        {
            public string Name => "a";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            {{Rule.Members}}
        }
        """;
}
