using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1005: puts <c>[ProviderPlugin]</c> on the class, with a name made of the class's own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoAttributeFix))]
[Shared]
public sealed class NoAttributeFix() : ProviderClassFix(UnclaimedClass.NoAttribute.Id)
{
    private const string Suffix = "Provider";

    private protected override CodeAction? CreateAction(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract)
    {
        string simple = type.Name.EndsWith(Suffix, StringComparison.Ordinal) && type.Name.Length > Suffix.Length ? type.Name.Substring(0, type.Name.Length - Suffix.Length) : type.Name;
        if (ProviderName.Normalize(simple) is not { } name)
        {
            return null;
        }

        string title = $"Add [ProviderPlugin(\"{name}\")]";
        return CodeAction.Create(title, cancellationToken => AddAsync(document, declaration, name, cancellationToken), nameof(NoAttributeFix));
    }

    private static async Task<Document> AddAsync(Document document, TypeDeclarationSyntax declaration, string name, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        SyntaxTriviaList indentation = [.. leading.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        AttributeListSyntax attribute = AttributeEdit.Parse($"global::{ContractTypes.ProvidersNamespace}.ProviderPlugin(\"{name}\")")
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(AttributeEdit.EndOfLine(root));
        TypeDeclarationSyntax bare = declaration.WithLeadingTrivia(indentation);
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, bare.WithAttributeLists(bare.AttributeLists.Insert(0, attribute))));
    }
}
