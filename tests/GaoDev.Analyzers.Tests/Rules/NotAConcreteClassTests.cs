namespace GaoDev.Analyzers.Tests.Rules;

public class NotAConcreteClassTests
{
    [Theory]
    [InlineData("abstract class {|GAO1002:P|} { }")]
    [InlineData("static class {|GAO1002:P|} { }")]
    [InlineData("class {|GAO1002:P|}<T> { }")]
    [InlineData("abstract record {|GAO1002:P|};")]
    public Task Class_ThatCannotBeMade_IsReportedOnce(string declaration) =>
        Rule.VerifyAsync($"namespace Contoso; [ProviderPlugin(\"a\")] {declaration}");

    [Fact]
    public Task Class_InsideAGenericType_IsReported() =>
        Rule.VerifyAsync("namespace Contoso; class Outer<T> { [ProviderPlugin(\"a\")] public class {|GAO1002:P|} { } }");

    [Fact]
    public Task Class_InsideAStaticOne_IsNotReported() =>
        Rule.VerifyAsync($"namespace Contoso; static partial class Outer {{ [ProviderPlugin(\"a\")] public partial class P : IAgentProvider {{ {Rule.Members} }} }}");
}
