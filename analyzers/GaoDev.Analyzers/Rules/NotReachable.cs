using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO1003: generated code, in another file, can name the class.</summary>
internal sealed class NotReachable : ProviderClassRule
{
    public const string Id = "GAO1003";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider class can be reached from generated code",
        "Generated code cannot reach '{0}': it, or a type around it, is {1}",
        RuleCategory.Contract,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The entry type is written to another file of the same assembly. The provider class, and each type around it, is public or internal.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (!ProviderShape.IsReachable(provider.Type))
        {
            report(Diagnostic.Create(Rule, provider.ClassLocation, provider.Type.Name, Describe(provider.Type)));
        }
    }

    private static string Describe(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol outer = type; outer.ContainingType is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return outer.DeclaredAccessibility == Accessibility.Private ? "private" : "protected";
            }
        }

        return "local to its file";
    }
}
