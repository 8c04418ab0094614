using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO1001: a class with <c>[ProviderPlugin]</c> is an <c>IAgentProvider</c>.</summary>
internal sealed class NotAnAgentProvider : ProviderClassRule
{
    public const string Id = "GAO1001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider class implements IAgentProvider",
        "'{0}' has [ProviderPlugin] but does not implement IAgentProvider",
        RuleCategory.Contract,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated code hands the class out as an IAgentProvider. A class that is none cannot be registered.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (ProviderShape.IsConcreteClass(provider.Type) && !ProviderShape.IsProvider(provider.Type, provider.Contract))
        {
            report(Diagnostic.Create(Rule, provider.ClassLocation, provider.Type.Name));
        }
    }
}
