using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO2003: writes the version as SemVer, where it is a literal from which one can be told.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VersionNotSemVerFix))]
[Shared]
public sealed class VersionNotSemVerFix() : SyntaxFix(VersionNotSemVer.Id)
{
    private protected override Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place) =>
        Task.FromResult<(string, SyntaxNode)?>(place is LiteralExpressionSyntax { Token.Value: string written } literal && SemanticVersionText.FromPackageVersion(written.Trim().TrimStart('v', 'V')) is { } version
            ? ($"Write '{version}'", root.ReplaceNode(literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(version)).WithTriviaFrom(literal)))
            : null);
}
