using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Rules;

public class NotConstructibleTests
{
    [Theory]
    [InlineData("private P() { }")]
    [InlineData("internal P(ProviderContext context) { }")]
    [InlineData("public P(string text) { }")]
    [InlineData("public P(ref ProviderContext context) { }")]
    [InlineData("public P(ProviderContext context, int more) { }")]
    [InlineData("public required string Text { get; init; }")]
    public Task Class_WithoutAFittingConstructor_IsReported(string member) =>
        Rule.VerifyAsync(Source("{|GAO1004:P|}", member));

    [Theory]
    [InlineData("")]
    [InlineData("public P(ProviderContext context) { }")]
    [InlineData("public P() { } public P(string text) { }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public P() => Text = \"\"; public required string Text { get; init; }")]
    public Task Class_WithAFittingConstructor_IsNotReported(string member) => Rule.VerifyAsync(Source("P", member));

    [Fact]
    public Task Fix_HiddenConstructor_IsMadePublic() => Rule.VerifyFixAsync<NotConstructibleFix>(
        Source("{|GAO1004:P|}", "private P(ProviderContext context) { }"),
        Source("P", "public P(ProviderContext context) { }"));

    [Fact]
    public Task Fix_OtherConstructor_GetsOneBeside() => Rule.VerifyFixAsync<NotConstructibleFix>(
        Source("{|GAO1004:P|}", "public P(string text) { }"),
        Source("P", "public P(ProviderContext context)\n    {\n    }\n\n    public P(string text) { }"));

    [Theory]
    [InlineData("{|GAO1004:P|}(string text)", "public string Text => text;")]
    [InlineData("{|GAO1004:P|}", "public required string Text { get; init; }")]
    public Task Fix_WhereTheAuthorMustDecide_IsNotOffered(string name, string member) => Rule.VerifyNoFixAsync<NotConstructibleFix>(Source(name, member));

    private static string Source(string name, string member) =>
        $$"""
        namespace Contoso;

        [ProviderPlugin("a")]
        public sealed class {{name}} : IAgentProvider
        {
            {{member}}

            public string Name => "a";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            {{Rule.Members}}
        }
        """;
}
