using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2001: the name is one that can be typed and compared anywhere.</summary>
internal sealed class NameNotKebabCase : ProviderClassRule
{
    public const string Id = "GAO2001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider's name is kebab-case",
        "Provider name '{0}' is not kebab-case",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Lower-case letters and digits, starting with a letter, words joined by single hyphens: the name is the key in configuration, on the command line and in logs.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (provider.Name is { } name && !ProviderName.IsValid(name))
        {
            report(Diagnostic.Create(Rule, provider.NameLocation, name));
        }
    }
}
