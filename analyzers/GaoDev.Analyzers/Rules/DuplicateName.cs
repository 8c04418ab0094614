using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2002: one name, one provider.</summary>
internal sealed class DuplicateName : ProviderClassRule
{
    public const string Id = "GAO2002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider's name is used once in an assembly",
        "Provider name '{0}' is also used by '{1}'",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Names are looked up ignoring case, and one name stands for one provider.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        INamedTypeSymbol? other = provider.Name is not { } name ? null : provider.Names.Find(name)
            .Where(type => !SymbolEqualityComparer.Default.Equals(type, provider.Type))
            .OrderBy(static type => type.ToDisplayString(), StringComparer.Ordinal)
            .FirstOrDefault();
        if (other is not null)
        {
            report(Diagnostic.Create(Rule, provider.NameLocation, provider.Name, other.ToDisplayString()));
        }
    }
}
