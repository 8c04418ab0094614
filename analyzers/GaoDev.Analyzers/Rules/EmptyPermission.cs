using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2009: a permission names the host, folder, variable or command that it is for.</summary>
internal sealed class EmptyPermission : ProviderClassRule
{
    public const string Id = "GAO2009";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A permission says what it is for",
        "[{0}] of '{1}' does not say what it is for",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A permission is shown to a person and applied by the sandbox, so it names the host, folder, variable or command that it is for.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        foreach (AttributeData attribute in provider.Type.GetAttributes())
        {
            // An argument that does not compile is the compiler's to report.
            if (PermissionParser.IsPermission(attribute, provider.Contract)
                && PermissionParser.Parse(attribute) is null
                && attribute.ConstructorArguments.All(static argument => argument.Kind != TypedConstantKind.Error)
                && !attribute.ConstructorArguments.IsEmpty)
            {
                string name = attribute.AttributeClass!.Name;
                report(Diagnostic.Create(Rule, provider.FindLocation(attribute), name.Substring(0, name.Length - nameof(Attribute).Length), provider.Type.Name));
            }
        }
    }
}
