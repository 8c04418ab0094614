using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Rules;

/// <summary>What the short fixes write. Those with more to them have tests of their own.</summary>
public class CodeFixTests
{
    private const string Body = "{ public string Name => \"a\"; public string Version => \"1.0.0\"; public IReadOnlyList<string> SupportedModels => []; " + Rule.Members + " }";

    [Theory]
    [InlineData("public abstract class")]
    [InlineData("abstract class")]
    public Task Abstract_Class_IsMadeConcrete(string modifiers) => Rule.VerifyFixAsync<NotAConcreteClassFix>(
        Class($"{modifiers} {{|GAO1002:P|}} : IAgentProvider {Body}"),
        Class($"{modifiers.Replace("abstract ", "", StringComparison.Ordinal)} P : IAgentProvider {Body}"));

    [Fact]
    public Task Static_Class_IsMadeConcrete() => Rule.VerifyFixAsync<NotAConcreteClassFix>(
        Class("public static class {|GAO1002:P|} { }"),
        Class("public class {|GAO1001:P|} { }"));

    [Theory]
    [InlineData("public class {|GAO1002:P|}<T> { }")]
    [InlineData("public abstract class {|GAO1002:P|} { public abstract void M(); }")]
    public Task Class_ThatIsMoreThanAModifierAway_HasNoFix(string declaration) => Rule.VerifyNoFixAsync<NotAConcreteClassFix>(Class(declaration));

    [Theory]
    [InlineData("private sealed class", "internal sealed class")]
    [InlineData("protected class", "internal class")]
    [InlineData("private protected class", "internal class")]
    [InlineData("sealed class", "internal sealed class")]
    [InlineData("class", "internal class")]
    public Task Nested_HiddenClass_IsMadeInternal(string before, string after) => Rule.VerifyFixAsync<NotReachableFix>(
        Nested($"{before} {{|GAO1003:P|}} : IAgentProvider {Body}"), Nested($"{after} P : IAgentProvider {Body}"));

    [Fact]
    public Task Class_LocalToItsFile_IsMadeInternal() => Rule.VerifyFixAsync<NotReachableFix>(
        Class($"file sealed class {{|GAO1003:P|}} : IAgentProvider {Body}"), Class($"internal sealed class P : IAgentProvider {Body}"));

    [Fact]
    public Task Class_InsideAHiddenOne_MakesThatInternal() => Rule.VerifyFixAsync<NotReachableFix>(
        $"namespace Contoso;\n\npublic class Outer\n{{\n    private class Middle\n    {{\n        [ProviderPlugin(\"a\")]\n        public class {{|GAO1003:P|}} : IAgentProvider {Body}\n    }}\n}}",
        $"namespace Contoso;\n\npublic class Outer\n{{\n    internal class Middle\n    {{\n        [ProviderPlugin(\"a\")]\n        public class P : IAgentProvider {Body}\n    }}\n}}");

    [Fact]
    public Task Class_WithoutTheAttribute_GetsIt() => Rule.VerifyFixAsync<NoAttributeFix>(
        $"namespace Contoso;\n\n/// <summary>x</summary>\npublic sealed class {{|GAO1005:AzureOpenProvider|}}(ProviderContext context) : IAgentProvider {{ public ProviderContext Context => context; {Body[1..]}",
        $"namespace Contoso;\n\n/// <summary>x</summary>\n[ProviderPlugin(\"azure-open\")]\npublic sealed class AzureOpenProvider(ProviderContext context) : IAgentProvider {{ public ProviderContext Context => context; {Body[1..]}");

    [Theory]
    [InlineData("Task.Delay(1)", "Task.{|GAO1006:Delay|}(1)", "Task.Delay(1, token)")]
    [InlineData("M(1)", "{|GAO1006:M|}(1)", "M(1, token: token)")]
    [InlineData("N()", "{|GAO1006:N|}()", "N(token)")]
    public Task Call_WithoutTheToken_GetsIt(string plain, string marked, string expected)
    {
        Assert.Equal(plain, marked.Replace("{|GAO1006:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));
        return Rule.VerifyFixAsync<ForwardTokenFix>(Calls($"await {marked}; await {marked};"), Calls($"await {expected}; await {expected};"));
    }

    [Fact]
    public Task Attribute_OfAStranger_IsNamedInFull() => Rule.VerifyFixAsync<ForeignAttributeFix>(
        Foreign($"[{{|GAO1009:ProviderPlugin(\"a\", Description = \"d\")|}}]\npublic sealed class P : IAgentProvider {Body}"),
        Foreign($"[global::GaoDev.Providers.ProviderPlugin(\"a\", Description = \"d\")]\npublic sealed class P : IAgentProvider {Body}"));

    [Fact]
    public Task Attribute_OfAStrangerWithOtherArguments_HasNoFix() => Rule.VerifyNoFixAsync<ForeignAttributeFix>(
        Foreign($"[{{|GAO1009:ProviderPlugin(\"a\", Color = \"red\")|}}]\npublic sealed class P : IAgentProvider {Body}"));

    [Theory]
    [InlineData("\"1.0\"", "\"1.0.0\"")]
    [InlineData("\"v1.2.3\"", "\"1.2.3\"")]
    [InlineData("\"1.2.3.4\"", "\"1.2.3+4\"")]
    public Task Version_FromWhichOneCanBeTold_IsWrittenAsSemVer(string before, string after) => Rule.VerifyFixAsync<VersionNotSemVerFix>(
        Class($"public sealed class P : IAgentProvider {Body}", $", Version = {{|GAO2003:{before}|}}"),
        Class($"public sealed class P : IAgentProvider {Body}", $", Version = {after}"));

    [Theory]
    [InlineData("\"newest\"")]
    [InlineData("\"\"")]
    public Task Version_FromWhichNoneCanBeTold_HasNoFix(string version) => Rule.VerifyNoFixAsync<VersionNotSemVerFix>(
        Class($"public sealed class P : IAgentProvider {Body}", $", Version = {{|GAO2003:{version}|}}"));

    [Theory]
    [InlineData("", "Runs tasks with a.")]
    [InlineData("/// <summary>Answers\n/// at once.</summary>\n", "Answers at once.")]
    public Task Description_Missing_IsTheSummaryOrASentence(string comment, string expected) => Rule.VerifyFixAsync<DescriptionMissingFix>(
        $"namespace Contoso;\n\n{comment}[{{|GAO2004:ProviderPlugin(\"a\")|}}]\npublic sealed class P : IAgentProvider {Body}",
        $"namespace Contoso;\n\n{comment}[ProviderPlugin(\"a\", Description = \"{expected}\")]\npublic sealed class P : IAgentProvider {Body}");

    [Fact]
    public Task Description_Empty_IsReplaced() => Rule.VerifyFixAsync<DescriptionMissingFix>(
        $"namespace Contoso;\n\n[{{|GAO2004:ProviderPlugin(\"a\", Description = \"\", Author = \"b\")|}}]\npublic sealed class P : IAgentProvider {Body}",
        $"namespace Contoso;\n\n[ProviderPlugin(\"a\", Description = \"Runs tasks with a.\", Author = \"b\")]\npublic sealed class P : IAgentProvider {Body}");

    [Theory]
    [InlineData(", RequiresApiKey = {|GAO2005:true|}", "[ProviderOption(\"api_key\", Required = true, Secret = true)]")]
    [InlineData(", RequiresCli = {|GAO2005:\"git\"|}", "[SubprocessAccess(\"git\")]")]
    public Task Requirement_NotDeclared_IsDeclared(string argument, string attribute) => Rule.VerifyFixAsync<RequirementNotDeclaredFix>(
        Class($"public sealed class P : IAgentProvider {Body}", argument),
        Class($"{attribute}\npublic sealed class P : IAgentProvider {Body}", argument.Replace("{|GAO2005:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)));

    [Fact]
    public Task Requirement_NotDeclared_IsRemoved() => Rule.VerifyFixAsync<RequirementNotDeclaredFix>(
        Class($"public sealed class P : IAgentProvider {Body}", ", RequiresApiKey = {|GAO2005:true|}"),
        Class($"public sealed class P : IAgentProvider {Body}"),
        index: 1);

    private static string Class(string declaration, string arguments = "") => $"namespace Contoso;\n\n[ProviderPlugin(\"a\"{arguments})]\n{declaration}";

    private static string Nested(string declaration) => $"namespace Contoso;\n\npublic class Outer\n{{\n    [ProviderPlugin(\"a\")]\n    {declaration}\n}}";

    private static string Foreign(string declaration) =>
        $"namespace Contoso;\n\npublic sealed class ProviderPluginAttribute(string name) : Attribute {{ public string Name => name; public string? Description {{ get; set; }} public string? Color {{ get; set; }} }}\n\n{declaration}";

    private static string Calls(string statements) =>
        Class($"public sealed class P : IAgentProvider {{ async Task Run(CancellationToken token) {{ {statements} }} Task M(int i, string? s = null, CancellationToken token = default) => Task.FromCanceled(token); Task N(CancellationToken token = default) => Task.FromCanceled(token); {Body[1..]}");
}
