using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2008: each option can be written in the manifest.</summary>
internal sealed class InvalidOption : ProviderClassRule
{
    public const string Id = "GAO2008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider's options can be written in its manifest",
        "The option '{0}' {1}",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An option has a name in snake_case that no other option has, and a default of its own type.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (AttributeData attribute in provider.Type.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, provider.Contract.OptionAttribute)
                || ProviderClass.ReadName(attribute) is not { } name)
            {
                continue;
            }

            string? problem = OptionParser.Parse(attribute, out string? reason) is null
                ? reason
                : names.Add(name) ? null : "is declared twice";
            if (problem is not null)
            {
                report(Diagnostic.Create(Rule, provider.FindLocation(attribute), name, problem));
            }
        }
    }
}
