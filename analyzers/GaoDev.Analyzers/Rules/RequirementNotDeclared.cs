using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2005: requirements, options and permissions agree.</summary>
internal sealed class RequirementNotDeclared : ProviderClassRule
{
    public const string Id = "GAO2005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "What a provider requires is declared",
        "{0}",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "RequiresApiKey needs an option that is secret, or there is nowhere to put the key. RequiresCli needs a [SubprocessAccess] for that tool, or starting it is refused.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        IReadOnlyList<AttributeData> attributes = provider.Type.GetAttributes();
        if (provider.Attribute.NamedFlag("RequiresApiKey") && !attributes.Any(attribute => IsOption(provider, attribute) && attribute.NamedFlag("Secret")))
        {
            report(Diagnostic.Create(Rule, provider.FindNamedLocation(provider.Attribute, "RequiresApiKey"), "RequiresApiKey is set, and no option is Secret"));
        }

        if (provider.Attribute.NamedText("RequiresCli") is { } tool
            && !attributes.Any(attribute => attribute.AttributeClass?.Name == "SubprocessAccessAttribute" && attribute.ConstructorArguments is [{ Value: string command }] && command == tool))
        {
            report(Diagnostic.Create(Rule, provider.FindNamedLocation(provider.Attribute, "RequiresCli"), $"RequiresCli names '{tool}', and no [SubprocessAccess] allows it"));
        }
    }

    private static bool IsOption(ProviderClass provider, AttributeData attribute) =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, provider.Contract.OptionAttribute);
}
