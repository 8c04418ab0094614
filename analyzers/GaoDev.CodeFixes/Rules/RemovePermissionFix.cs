using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO3007 and GAO3008: removes the declaration that nothing uses, or the suppression.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemovePermissionFix))]
[Shared]
public sealed class RemovePermissionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [PermissionRules.Unused.Id, PermissionRules.Suppressed.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            string title = diagnostic.Id == PermissionRules.Unused.Id ? "Remove the permission" : "Remove the suppression";
            if (Remove(root, node) is { } removed)
            {
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(removed)), title), diagnostic);
            }
        }
    }

    private static SyntaxNode? Remove(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<PragmaWarningDirectiveTriviaSyntax>() is { } pragma)
        {
            return pragma.ErrorCodes.Count > 1 && pragma.ErrorCodes.FirstOrDefault(code => code.Span.Contains(node.Span)) is { } code
                ? root.ReplaceNode(pragma, pragma.RemoveNode(code, SyntaxRemoveOptions.KeepEndOfLine)!)
                : RemoveLine(root, pragma.ParentTrivia);
        }

        return node.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute ? null
            : list.Attributes.Count > 1 ? root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)
            : root.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static SyntaxNode RemoveLine(SyntaxNode root, SyntaxTrivia directive)
    {
        SyntaxTriviaList trivia = directive.Token.LeadingTrivia;
        int index = trivia.IndexOf(directive);
        trivia = trivia.RemoveAt(index);
        if (index > 0 && trivia[index - 1].IsKind(SyntaxKind.WhitespaceTrivia))
        {
            trivia = trivia.RemoveAt(index - 1);
        }

        return root.ReplaceToken(directive.Token, directive.Token.WithLeadingTrivia(trivia));
    }
}
