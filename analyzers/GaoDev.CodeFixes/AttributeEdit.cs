using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace GaoDev.CodeFixes;

/// <summary>Puts an attribute on a class, as its author would have written it.</summary>
internal static class AttributeEdit
{
    /// <summary>Adds an attribute of the contract, given with its namespace, behind the last one of the class that has an attribute at that place.</summary>
    public static async Task<Document> AddAsync(Document document, SyntaxReference place, string attribute, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(place.Span).FirstAncestorOrSelf<AttributeListSyntax>() is not { Parent: TypeDeclarationSyntax type })
        {
            return document;
        }

        AttributeListSyntax last = type.AttributeLists.Last();
        AttributeListSyntax added = Parse(attribute);
        SyntaxTriviaList indentation = [.. last.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        added = added.WithLeadingTrivia(indentation).WithTrailingTrivia(last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? last.GetTrailingTrivia() : [EndOfLine(root)]);
        SyntaxList<AttributeListSyntax> lists = last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? type.AttributeLists.Add(added)
            : type.AttributeLists.Insert(0, added.WithLeadingTrivia(type.AttributeLists[0].GetLeadingTrivia()));
        return document.WithSyntaxRoot(root.ReplaceNode(type, type.WithAttributeLists(lists)));
    }

    /// <summary>A line's end as the file has them.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end : SyntaxFactory.ElasticCarriageReturnLineFeed;

    /// <summary>The attribute as a list of its own; names in it are shortened where the file can do without their namespaces.</summary>
    public static AttributeListSyntax Parse(string attribute)
    {
        AttributeListSyntax added = ((ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{attribute}] class C;")!).AttributeLists[0];
        return added.ReplaceNodes(
            added.DescendantNodes().Where(static node => node is QualifiedNameSyntax { Left: QualifiedNameSyntax } or MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax }),
            static (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
    }
}
