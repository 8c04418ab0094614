using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2013: the default model is supported.</summary>
internal sealed class DefaultModelUnknown : ProviderClassRule
{
    public const string Id = "GAO2013";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The default model is one of the models",
        "The default model '{0}' is not among Models",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A request without a model asks for the default one. Where a provider names its models, that is one of them.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        IReadOnlyList<string> models = [.. provider.Attribute.NamedTexts("Models")];
        if (models.Count > 0 && provider.Attribute.NamedText("DefaultModel") is { } model && !models.Contains(model, StringComparer.Ordinal))
        {
            report(Diagnostic.Create(Rule, provider.FindNamedLocation(provider.Attribute, "DefaultModel"), model));
        }
    }
}
