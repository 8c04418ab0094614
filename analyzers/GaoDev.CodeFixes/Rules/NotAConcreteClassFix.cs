using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1002: takes away the <c>abstract</c> or <c>static</c> that stands in the way. What is generic is the author's to decide.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotAConcreteClassFix))]
[Shared]
public sealed class NotAConcreteClassFix() : ProviderClassFix(NotAConcreteClass.Id)
{
    private const string Title = "Make the class concrete";

    private protected override CodeAction? CreateAction(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract)
    {
        bool isInTheWay = type is { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.Length: 1 } && (type.IsAbstract || type.IsStatic);
        return !isInTheWay || type.Arity > 0 || type.GetMembers().Any(static member => member.IsAbstract) ? null : CodeAction.Create(
            Title,
            cancellationToken => DeclarationEdit.ApplyAsync(document, editor => editor.SetModifiers(declaration, DeclarationModifiers.From(type).WithIsAbstract(false).WithIsStatic(false)), cancellationToken),
            Title);
    }
}
