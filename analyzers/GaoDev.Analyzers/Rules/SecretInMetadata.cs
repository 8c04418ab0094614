using System.Text.RegularExpressions;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2007: nothing secret is written into the assembly.</summary>
internal sealed class SecretInMetadata : ProviderClassRule
{
    public const string Id = "GAO2007";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "Metadata holds no secret",
        "{0} looks like a secret, and everyone who has the package can read it",
        RuleCategory.Manifest,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What attributes say is written to the assembly in clear. A secret comes from the user's settings.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    private static readonly Regex Token = new(
        @"(?:^|[^A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|AKIA[0-9A-Z]{16}|xox[abp]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,})",
        RegexOptions.CultureInvariant);

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        foreach (AttributeData attribute in provider.Type.GetAttributes())
        {
            bool option = SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, provider.Contract.OptionAttribute);
            if (option && attribute.NamedFlag("Secret") && !attribute.Named("Default").IsNull)
            {
                report(Diagnostic.Create(Rule, provider.FindNamedLocation(attribute, "Default"), "The default of a secret option"));
            }

            if (!option && !attribute.Equals(provider.Attribute) && !PermissionParser.IsPermission(attribute, provider.Contract))
            {
                continue;
            }

            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            {
                if (argument.Value is { Kind: TypedConstantKind.Primitive, Value: string text } && Token.IsMatch(text))
                {
                    report(Diagnostic.Create(Rule, provider.FindNamedLocation(attribute, argument.Key), argument.Key));
                }
            }
        }
    }
}
