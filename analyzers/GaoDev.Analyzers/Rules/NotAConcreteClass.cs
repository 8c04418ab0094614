using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO1002: generated code can say <c>new</c> to the class.</summary>
internal sealed class NotAConcreteClass : ProviderClassRule
{
    public const string Id = "GAO1002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider class is concrete, not generic and not static",
        "'{0}' is {1}, so no provider can be made of it",
        RuleCategory.Contract,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated code creates the class with new. A class that is abstract, static or generic, or is inside a generic type, cannot be created that way.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (!ProviderShape.IsConcreteClass(provider.Type))
        {
            string what = provider.Type switch
            {
                { IsStatic: true } => "static",
                { IsAbstract: true } => "abstract",
                { Arity: > 0 } => "generic",
                _ => "inside a generic type",
            };
            report(Diagnostic.Create(Rule, provider.ClassLocation, provider.Type.Name, what));
        }
    }
}
