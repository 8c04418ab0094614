using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1003: makes the class, and each class around it that hides it, internal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotReachableFix))]
[Shared]
public sealed class NotReachableFix() : ProviderClassFix(NotReachable.Id)
{
    private const string Title = "Make the class internal";

    private protected override CodeAction? CreateAction(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract)
    {
        List<TypeDeclarationSyntax> hiding = [.. declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(IsHiding)];
        int parts = 0;
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            parts = Math.Max(parts, outer.DeclaringSyntaxReferences.Length);
        }

        // Several parts have to agree, wherever they are.
        return hiding.Count == 0 || parts > 1 ? null : CodeAction.Create(
            Title,
            async cancellationToken =>
            {
                SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
                return document.WithSyntaxRoot(root.ReplaceNodes(hiding, static (_, node) => MakeInternal(node)));
            },
            Title);
    }

    private static bool IsHiding(TypeDeclarationSyntax declaration) => declaration.Parent is TypeDeclarationSyntax
        ? !declaration.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword)
        : declaration.Modifiers.Any(SyntaxKind.FileKeyword);

    private static TypeDeclarationSyntax MakeInternal(TypeDeclarationSyntax declaration)
    {
        SyntaxToken hiding = declaration.Modifiers.FirstOrDefault(static modifier => modifier.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.FileKeyword);
        if (hiding.RawKind != 0)
        {
            // "private protected" is two words for one thing.
            SyntaxTokenList modifiers = declaration.Modifiers.Replace(hiding, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(hiding));
            return (TypeDeclarationSyntax)declaration.WithModifiers([.. modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.ProtectedKeyword) && !modifier.IsKind(SyntaxKind.PrivateKeyword))]);
        }

        SyntaxToken first = declaration.Modifiers.Count > 0 ? declaration.Modifiers[0] : declaration.Keyword;
        SyntaxToken added = SyntaxFactory.Token(first.LeadingTrivia, SyntaxKind.InternalKeyword, [SyntaxFactory.Space]);
        TypeDeclarationSyntax bare = declaration.ReplaceToken(first, first.WithLeadingTrivia());
        return (TypeDeclarationSyntax)bare.WithModifiers(bare.Modifiers.Insert(0, added));
    }
}
