using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1004: makes the constructor that fits public, or adds one that takes <c>ProviderContext</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotConstructibleFix))]
[Shared]
public sealed class NotConstructibleFix() : ProviderClassFix(NotConstructible.Id)
{
    private const string AddTitle = "Add a constructor that takes ProviderContext";
    private const string PublishTitle = "Make the constructor public";

    private protected override CodeAction? CreateAction(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract)
    {
        // Required members and what a primary constructor or a base class wants are for the author to decide.
        if (ProviderShape.HasRequiredMembers(type) || declaration.ParameterList is not null)
        {
            return null;
        }

        IMethodSymbol? fitting = type.InstanceConstructors.FirstOrDefault(constructor => ProviderShape.TakesContext(constructor, contract))
            ?? type.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.Length == 0);
        if (fitting?.DeclaringSyntaxReferences.FirstOrDefault() is { } reference)
        {
            return reference.SyntaxTree != declaration.SyntaxTree ? null : CodeAction.Create(
                PublishTitle,
                cancellationToken => DeclarationEdit.ApplyAsync(document, editor => editor.SetAccessibility(reference.GetSyntax(cancellationToken), Accessibility.Public), cancellationToken),
                PublishTitle);
        }

        return !HasEmptyConstructor(type.BaseType) ? null : CodeAction.Create(
            AddTitle,
            cancellationToken => DeclarationEdit.ApplyAsync(document, editor => AddConstructor(editor, declaration, contract), cancellationToken),
            AddTitle);
    }

    private static void AddConstructor(DocumentEditor editor, TypeDeclarationSyntax declaration, ContractTypes contract)
    {
        SyntaxGenerator generator = editor.Generator;
        SyntaxNode parameter = generator.ParameterDeclaration("context", generator.TypeExpression(contract.Context, addImport: true));
        SyntaxNode constructor = generator.ConstructorDeclaration(declaration.Identifier.Text, [parameter], Accessibility.Public);
        if (declaration.Members.FirstOrDefault(static member => member is ConstructorDeclarationSyntax) is { } first)
        {
            editor.InsertBefore(first, constructor);
        }
        else
        {
            editor.AddMember(declaration, constructor);
        }
    }

    private static bool HasEmptyConstructor(INamedTypeSymbol? type) =>
        type is null || type.InstanceConstructors.Any(static constructor => constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility != Accessibility.Private);
}
