using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO2001: writes the name in kebab-case, where it is written as a literal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameNotKebabCaseFix))]
[Shared]
public sealed class NameNotKebabCaseFix() : SyntaxFix(NameNotKebabCase.Id)
{
    private protected override Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place) =>
        Task.FromResult<(string, SyntaxNode)?>(place is LiteralExpressionSyntax { Token.Value: string name } literal && ProviderName.Normalize(name) is { } kebab
            ? ($"Name it '{kebab}'", root.ReplaceNode(literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(kebab)).WithTriviaFrom(literal)))
            : null);
}
