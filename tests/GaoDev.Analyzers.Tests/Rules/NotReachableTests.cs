namespace GaoDev.Analyzers.Tests.Rules;

public class NotReachableTests
{
    private const string Body = ": IAgentProvider { string IAgentProvider.Name => \"a\"; string IAgentProvider.Version => \"1.0.0\"; IReadOnlyList<string> IAgentProvider.SupportedModels => []; " + Rule.Members + " }";

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    [InlineData("")]
    public Task NestedClass_ThatIsHidden_IsReported(string accessibility) =>
        Rule.VerifyAsync($"namespace Contoso; public class Outer {{ [ProviderPlugin(\"a\")] {accessibility} class {{|GAO1003:P|}} {Body} }}");

    [Fact]
    public Task Class_LocalToItsFile_IsReported() => Rule.VerifyAsync($"namespace Contoso; [ProviderPlugin(\"a\")] file class {{|GAO1003:P|}} {Body}");

    [Fact]
    public Task Class_InsideAPrivateOne_IsReported() =>
        Rule.VerifyAsync($"namespace Contoso; public class Outer {{ private class Middle {{ [ProviderPlugin(\"a\")] public class {{|GAO1003:P|}} {Body} }} }}");

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("protected internal")]
    public Task NestedClass_ThatIsSeen_IsNotReported(string accessibility) =>
        Rule.VerifyAsync($"namespace Contoso; public class Outer {{ [ProviderPlugin(\"a\")] {accessibility} class P {Body} }}");
}
