using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2004: a provider says what it is.</summary>
internal sealed class DescriptionMissing : ProviderClassRule
{
    public const string Id = "GAO2004";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider has a description",
        "'{0}' has no description",
        RuleCategory.Manifest,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Lists, searches and the question before an installation show the description. Without one there is the name alone.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (provider.Name is { Length: > 0 } name && provider.Attribute.NamedText("Description") is null)
        {
            report(Diagnostic.Create(Rule, provider.FindLocation(provider.Attribute), name));
        }
    }
}
