using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO1004: there is a constructor that generated code can call.</summary>
internal sealed class NotConstructible : ProviderClassRule
{
    public const string Id = "GAO1004";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider class has a public constructor that takes ProviderContext or nothing",
        "'{0}' has no public constructor that takes ProviderContext or nothing{1}",
        RuleCategory.Contract,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated code calls the constructor directly, with the ProviderContext or with nothing. Members that are required must be set by that constructor.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (ProviderShape.IsConcreteClass(provider.Type) && ProviderShape.FindConstructor(provider.Type, provider.Contract) is null)
        {
            string hint = ProviderShape.HasRequiredMembers(provider.Type) ? " and sets the required members" : "";
            report(Diagnostic.Create(Rule, provider.ClassLocation, provider.Type.Name, hint));
        }
    }
}
