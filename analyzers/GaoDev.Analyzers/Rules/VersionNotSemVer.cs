using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2003: the version, where the attribute gives one, can be compared.</summary>
internal sealed class VersionNotSemVer : ProviderClassRule
{
    public const string Id = "GAO2003";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider's version is SemVer 2",
        "Provider version '{0}' is not a SemVer 2 version such as 1.2.3",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Versions are compared by Semantic Versioning 2.0.0. Leave the property out to use the package's version.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        if (provider.Attribute.Named("Version").Value is string version && !SemanticVersionText.IsValid(version))
        {
            report(Diagnostic.Create(Rule, provider.FindNamedLocation(provider.Attribute, "Version"), version));
        }
    }
}
