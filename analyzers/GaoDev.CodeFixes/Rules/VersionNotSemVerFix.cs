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

/// <summary>GAO2003: writes the version as SemVer, where it is a literal from which one can be told.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VersionNotSemVerFix))]
[Shared]
public sealed class VersionNotSemVerFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [VersionNotSemVer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            && root.FindNode(context.Span, getInnermostNodeForTie: true) is LiteralExpressionSyntax { Token.Value: string written } literal
            && SemanticVersionText.FromPackageVersion(written.Trim().TrimStart('v', 'V')) is { } version)
        {
            SyntaxNode result = root.ReplaceNode(literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(version)).WithTriviaFrom(literal));
            context.RegisterCodeFix(CodeAction.Create($"Write '{version}'", _ => Task.FromResult(context.Document.WithSyntaxRoot(result)), nameof(VersionNotSemVerFix)), context.Diagnostics);
        }
    }
}
