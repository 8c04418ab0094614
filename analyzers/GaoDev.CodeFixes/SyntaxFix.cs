using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GaoDev.CodeFixes;

/// <summary>A fix that rewrites the file which the diagnostic is in, and can do so for all of them at once where it says nothing else.</summary>
public abstract class SyntaxFix : CodeFixProvider
{
    private protected SyntaxFix(string diagnosticId) => FixableDiagnosticIds = [diagnosticId];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            && await RewriteAsync(context, root, root.FindNode(context.Span, getInnermostNodeForTie: true)).ConfigureAwait(false) is { } rewrite)
        {
            context.RegisterCodeFix(
                CodeAction.Create(rewrite.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(rewrite.Root)), GetType().Name), context.Diagnostics);
        }
    }

    /// <summary>The file's new root with what to call the change, or null where nothing is to be done.</summary>
    private protected abstract Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place);
}
