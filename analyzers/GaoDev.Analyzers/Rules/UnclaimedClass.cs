using System.Collections.Immutable;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Analyzers.Rules;

/// <summary>Looks at classes without <c>[ProviderPlugin]</c> that look as if they were meant to have it.</summary>
internal static class UnclaimedClass
{
    public static readonly DiagnosticDescriptor NoAttribute = new(
        "GAO1005",
        "A provider class has [ProviderPlugin]",
        "'{0}' is an IAgentProvider and has no [ProviderPlugin], so it is in no manifest",
        RuleCategory.Contract,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A class without the attribute is a provider to code that creates it, and to nobody else.",
        helpLinkUri: HelpLink.Base + "GAO1005" + HelpLink.Extension);

    public static readonly DiagnosticDescriptor ForeignAttribute = new(
        "GAO1009",
        "[ProviderPlugin] is the contract's",
        "The attribute '{0}' is not GaoDev.Providers.ProviderPluginAttribute, so '{1}' becomes no provider",
        RuleCategory.Contract,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An attribute of the same name from elsewhere means nothing to GaoDev.",
        helpLinkUri: HelpLink.Base + "GAO1009" + HelpLink.Extension);

    public static readonly DiagnosticDescriptor NotForAProvider = new(
        "GAO2011",
        "Options and permissions are declared on provider classes",
        "[{0}] counts on a class with [ProviderPlugin]; '{1}' has none",
        RuleCategory.Manifest,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The manifest is made from the attributes of the class with [ProviderPlugin]. On another class, and on a base class, they are in no manifest, and nothing is granted.",
        helpLinkUri: HelpLink.Base + "GAO2011" + HelpLink.Extension);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NoAttribute, ForeignAttribute, NotForAProvider];

    public static void Check(SymbolAnalysisContext context, INamedTypeSymbol type, ContractTypes contract)
    {
        void Report(Diagnostic diagnostic) => GeneratedCode.ReportOutside(diagnostic, context.Options, context.ReportDiagnostic, context.CancellationToken);

        bool foreign = false;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } attributeClass || attribute.ApplicationSyntaxReference is not { } syntax)
            {
                continue;
            }

            Location location = Location.Create(syntax.SyntaxTree, syntax.Span);
            if (attributeClass.Name == contract.PluginAttribute.Name)
            {
                foreign = true;
                Report(Diagnostic.Create(ForeignAttribute, location, attributeClass.ToDisplayString(), type.Name));
            }
            else if (PermissionParser.IsPermission(attribute, contract) || SymbolEqualityComparer.Default.Equals(attributeClass, contract.OptionAttribute))
            {
                Report(Diagnostic.Create(NotForAProvider, location, attributeClass.Name.Substring(0, attributeClass.Name.Length - nameof(Attribute).Length), type.Name));
            }
        }

        // A class that wraps or serves as a base is no mistake; one that anybody could create probably is.
        if (!foreign
            && type.DeclaredAccessibility == Accessibility.Public
            && ProviderShape.IsConcreteClass(type)
            && ProviderShape.IsProvider(type, contract)
            && ProviderShape.FindConstructor(type, contract) is { } constructor
            && ProviderShape.TakesContext(constructor, contract))
        {
            Report(Diagnostic.Create(NoAttribute, type.Locations[0], type.Name));
        }
    }
}
