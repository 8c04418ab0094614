using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Rules;

public class NotAnAgentProviderTests
{
    [Theory]
    [InlineData("class {|GAO1001:P|} { }")]
    [InlineData("sealed class {|GAO1001:P|} : IDisposable { public void Dispose() { } }")]
    [InlineData("sealed record {|GAO1001:P|};")]
    public Task Class_WithoutTheInterface_IsReported(string declaration) =>
        Rule.VerifyAsync($"namespace Contoso; [ProviderPlugin(\"a\")] {declaration}");

    [Fact]
    public Task Class_WithTheInterface_IsNotReported() =>
        Rule.VerifyAsync($"namespace Contoso; [ProviderPlugin(\"a\")] partial class P : IAgentProvider {{ {Rule.Members} }}");

    [Fact]
    public Task Class_WithTheInterfaceFromABaseClass_IsNotReported() =>
        Rule.VerifyAsync($"namespace Contoso; abstract class Base : IAgentProvider {{ public abstract string Name {{ get; }} public string Version => \"1.0.0\"; public IReadOnlyList<string> SupportedModels => []; {Rule.Members} }} [ProviderPlugin(\"a\")] partial class P : Base;");

    [Fact]
    public Task Class_WithAStrangersAttribute_IsReportedAsSuchAlone() =>
        Rule.VerifyAsync("namespace Contoso; class ProviderPluginAttribute(string name) : Attribute { public string Name => name; } [{|GAO1009:ProviderPlugin(\"A B\")|}] class P;");

    [Fact]
    public Task Class_WhereTheContractIsNotReferenced_IsNotReported() =>
        Rule.VerifyWithoutContractAsync("namespace GaoDev.Providers { class ProviderPluginAttribute : System.Attribute { public ProviderPluginAttribute(string name) { } } [ProviderPlugin(\"A B\")] class P { } }");

    [Fact]
    public Task Fix_EmptyClass_ImplementsThreeMembers() => Rule.VerifyFixAsync<NotAnAgentProviderFix>(
        """
        namespace Contoso;

        [ProviderPlugin("contoso")]
        public sealed class {|GAO1001:ContosoProvider|}
        {
        }
        """,
        """
        namespace Contoso;

        [ProviderPlugin("contoso")]
        public sealed partial class ContosoProvider : IAgentProvider
        {
            public bool SupportsTool(string toolName)
            {
                return false;
            }

            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
            {
                return ValueTask.FromResult(ProviderValidationResult.Valid);
            }

            public IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken)
            {
                throw new NotSupportedException("ContosoProvider does not run tasks yet.");
            }
        }
        """);

    [Fact]
    public Task Fix_NestedClassWithAMember_KeepsItAndMakesAllPartial() => Rule.VerifyFixAsync<NotAnAgentProviderFix>(
        """
        namespace Contoso;

        public static class Providers
        {
            [ProviderPlugin("contoso")]
            public sealed class {|GAO1001:ContosoProvider|}(ProviderContext context) : IDisposable
            {
                public bool SupportsTool(string toolName) => context.WorkingDirectory == toolName;

                public void Dispose()
                {
                }
            }
        }
        """,
        """
        namespace Contoso;

        public static partial class Providers
        {
            [ProviderPlugin("contoso")]
            public sealed partial class ContosoProvider(ProviderContext context) : IDisposable, IAgentProvider
            {
                public bool SupportsTool(string toolName) => context.WorkingDirectory == toolName;

                public void Dispose()
                {
                }

                public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
                {
                    return ValueTask.FromResult(ProviderValidationResult.Valid);
                }

                public IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken)
                {
                    throw new NotSupportedException("ContosoProvider does not run tasks yet.");
                }
            }
        }
        """);
}
