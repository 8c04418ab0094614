using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers.Permissions;

/// <summary>Finds where source turns a permission rule off.</summary>
internal static class Suppressions
{
    /// <summary>Each <c>#pragma warning disable</c> that names a permission rule, or that names none and stands before a use.</summary>
    public static IEnumerable<Diagnostic> FindPragmas(CompilationUnitSyntax root, IReadOnlyList<Diagnostic> found)
    {
        for (DirectiveTriviaSyntax? directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is not PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.DisableKeyword } pragma)
            {
                continue;
            }

            foreach (ExpressionSyntax code in pragma.ErrorCodes)
            {
                if (PermissionRules.Guarding.Contains(code.ToString(), StringComparer.OrdinalIgnoreCase))
                {
                    yield return Diagnostic.Create(PermissionRules.Suppressed, code.GetLocation(), code.ToString());
                }
            }

            if (pragma.ErrorCodes.Count == 0 && found.FirstOrDefault(diagnostic => IsGuarding(diagnostic) && Covers(pragma, diagnostic)) is { } hidden)
            {
                yield return Diagnostic.Create(PermissionRules.Suppressed, pragma.GetLocation(), hidden.Id);
            }
        }
    }

    /// <summary>The attribute that names a permission rule, or null.</summary>
    public static Diagnostic? FindAttribute(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode node = name;
        while (node.Parent is NameSyntax)
        {
            node = node.Parent;
        }

        if (node.Parent is not AttributeSyntax { ArgumentList.Arguments: [_, { } id, ..] } attribute
            || model.GetConstantValue(id.Expression, cancellationToken) is not { HasValue: true, Value: string text })
        {
            return null;
        }

        string rule = text.Split(':')[0].Trim();
        return PermissionRules.Guarding.Contains(rule, StringComparer.OrdinalIgnoreCase)
            ? Diagnostic.Create(PermissionRules.Suppressed, attribute.GetLocation(), rule)
            : null;
    }

    private static bool IsGuarding(Diagnostic diagnostic) => PermissionRules.Guarding.Contains(diagnostic.Id);

    private static bool Covers(PragmaWarningDirectiveTriviaSyntax disable, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceSpan.Start < disable.SpanStart)
        {
            return false;
        }

        for (DirectiveTriviaSyntax? next = disable.GetNextDirective(); next is not null && next.SpanStart < diagnostic.Location.SourceSpan.Start; next = next.GetNextDirective())
        {
            if (next is PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.RestoreKeyword, ErrorCodes.Count: 0 })
            {
                return false;
            }
        }

        return true;
    }
}
