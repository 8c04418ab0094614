using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2012: Name and Version agree with the attribute.</summary>
internal sealed class MemberDisagrees : ProviderClassRule
{
    public const string Id = "GAO2012";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider's members say what its attribute says",
        "'{0}' is {1} here and {2} in [ProviderPlugin]",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The manifest is made from the attribute, and the tool believes the manifest. A class that is partial can leave the member to the generator.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        CheckText(provider, "Name", provider.Name, report);
        CheckText(provider, "Version", provider.Attribute.NamedText("Version"), report);
    }

    // What is written as a literal is compared; what is computed is the author's to get right, and the conformance kit's to check.
    private static void CheckText(ProviderClass provider, string member, string? expected, Action<Diagnostic> report)
    {
        foreach (IPropertySymbol property in provider.Type.GetMembers(member).OfType<IPropertySymbol>())
        {
            if (expected is { Length: > 0 } && FindLiteral(property) is { } literal && literal.Token.ValueText != expected)
            {
                report(Diagnostic.Create(Rule, literal.GetLocation(), member, $"'{literal.Token.ValueText}'", $"'{expected}'"));
            }
        }
    }

    private static LiteralExpressionSyntax? FindLiteral(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax declaration)
        {
            return null;
        }

        AccessorDeclarationSyntax? getter = declaration.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        ExpressionSyntax? value = declaration.ExpressionBody?.Expression
            ?? declaration.Initializer?.Value
            ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements is [ReturnStatementSyntax { Expression: { } returned }] ? returned : null);
        return value is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) ? literal : null;
    }
}
