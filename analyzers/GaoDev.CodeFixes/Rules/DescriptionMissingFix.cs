using System.Composition;
using System.Xml.Linq;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO2004: adds a description: the class's summary, or a sentence to start from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DescriptionMissingFix))]
[Shared]
public sealed class DescriptionMissingFix() : ProviderClassFix(DescriptionMissing.Id)
{
    private const string Title = "Add a description";

    private protected override CodeAction? CreateAction(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract) =>
        contract.FindPluginAttribute(type) is { ApplicationSyntaxReference: { } place } plugin && place.SyntaxTree == declaration.SyntaxTree
            ? CodeAction.Create(Title, cancellationToken => AddAsync(document, place, Describe(type, plugin), cancellationToken), Title)
            : null;

    private static async Task<Document> AddAsync(Document document, SyntaxReference place, string description, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        AttributeSyntax attribute = (AttributeSyntax)await place.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(description)))
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName("Description")).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));

        // Where there is one it is empty.
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList!.Arguments;
        AttributeArgumentSyntax? empty = arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Description");
        arguments = empty is not null
            ? arguments.Replace(empty, added)
            : SyntaxFactory.SeparatedList([.. arguments, added], [.. arguments.GetSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]);
        return document.WithSyntaxRoot(root.ReplaceNode(attribute, attribute.WithArgumentList(attribute.ArgumentList.WithArguments(arguments))));
    }

    private static string Describe(INamedTypeSymbol type, AttributeData plugin)
    {
        string name = plugin.ConstructorArguments.FirstOrDefault().Value as string ?? type.Name;
        return Summary(type) is { Length: > 0 } summary ? summary : $"Runs tasks with {name}.";
    }

    private static string Summary(INamedTypeSymbol type)
    {
        string? xml = type.GetDocumentationCommentXml();
        return string.IsNullOrEmpty(xml) || xml!.StartsWith("<!--", StringComparison.Ordinal)
            ? ""
            : string.Join(" ", (XElement.Parse(xml).Element("summary")?.Value ?? "").Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}
