using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO2001: writes the name in kebab-case, where it is written as a literal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameNotKebabCaseFix))]
[Shared]
public sealed class NameNotKebabCaseFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [NameNotKebabCase.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not LiteralExpressionSyntax { Token.Value: string name } literal
            || ProviderName.Normalize(name) is not { } kebab)
        {
            return;
        }

        SyntaxNode fixedRoot = root.ReplaceNode(literal, SyntaxFactory
            .LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(kebab))
            .WithTriviaFrom(literal));
        string title = $"Name it '{kebab}'";
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(fixedRoot)), nameof(NameNotKebabCaseFix)), context.Diagnostics);
    }
}
