using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2014: no text of an attribute is one that readers refuse.</summary>
internal sealed class TextNotWritable : ProviderClassRule
{
    public const string Id = "GAO2014";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider's texts can be written in its manifest",
        "A text of [{0}] has a NUL character, which a manifest cannot hold",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Who reads a manifest refuses one with NUL characters, and the provider with it.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        foreach (AttributeData attribute in provider.Type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.ContainingAssembly, provider.Contract.PluginAttribute.ContainingAssembly)
                && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static argument => argument.Value)).Any(HasNul))
            {
                string name = attribute.AttributeClass!.Name;
                report(Diagnostic.Create(Rule, provider.FindLocation(attribute), name.Substring(0, name.Length - nameof(Attribute).Length)));
            }
        }
    }

    private static bool HasNul(TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? !constant.IsNull && constant.Values.Any(HasNul)
        : constant is { Kind: TypedConstantKind.Primitive, Value: string text } && text.Contains('\0');
}
