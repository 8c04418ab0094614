using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1001: implements the interface; the class becomes partial, so that three members are enough.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotAnAgentProviderFix))]
[Shared]
public sealed class NotAnAgentProviderFix() : ProviderClassFix(NotAnAgentProvider.Id)
{
    private const string Title = "Implement IAgentProvider";

    private protected override CodeAction? CreateAction(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract) =>
        CodeAction.Create(Title, cancellationToken => ApplyAsync(document, declaration, type, contract, cancellationToken), Title);

    private static async Task<Document> ApplyAsync(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, ContractTypes contract, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        SyntaxGenerator generator = editor.Generator;
        editor.AddInterfaceType(declaration, generator.TypeExpression(contract.Provider, addImport: true));
        foreach (IMethodSymbol member in FindMissing(type, contract))
        {
            editor.AddMember(declaration, WriteMember(generator, editor.SemanticModel.Compilation, type, member));
        }

        foreach (TypeDeclarationSyntax part in declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (!part.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                editor.SetModifiers(part, DeclarationModifiers.From(editor.SemanticModel.GetDeclaredSymbol(part, cancellationToken)!).WithPartial(true));
            }
        }

        return editor.GetChangedDocument();
    }

    /// <summary>The methods that have no default and are not there yet.</summary>
    private static IEnumerable<IMethodSymbol> FindMissing(INamedTypeSymbol type, ContractTypes contract) =>
        contract.Provider.GetMembers().OfType<IMethodSymbol>()
            .Where(member => member is { MethodKind: MethodKind.Ordinary, IsAbstract: true } && type.GetMembers(member.Name).IsEmpty);

    private static SyntaxNode WriteMember(SyntaxGenerator generator, Compilation compilation, INamedTypeSymbol type, IMethodSymbol member)
    {
        SyntaxNode body = member.Name switch
        {
            "SupportsTool" => generator.ReturnStatement(generator.FalseLiteralExpression()),
            "ValidateConfigurationAsync" => generator.ReturnStatement(generator.InvocationExpression(
                generator.MemberAccessExpression(Type(generator, compilation, "System.Threading.Tasks.ValueTask"), "FromResult"),
                generator.MemberAccessExpression(Type(generator, compilation, "GaoDev.Providers.ProviderValidationResult"), "Valid"))),
            _ => generator.ThrowStatement(generator.ObjectCreationExpression(
                Type(generator, compilation, "System.NotSupportedException"),
                generator.LiteralExpression($"{type.Name} does not run tasks yet."))),
        };
        return generator.MethodDeclaration(
            member.Name,
            member.Parameters.Select(parameter => generator.ParameterDeclaration(parameter.Name, generator.TypeExpression(parameter.Type, addImport: true))),
            returnType: generator.TypeExpression(member.ReturnType, addImport: true),
            accessibility: Accessibility.Public,
            statements: [body]);
    }

    private static SyntaxNode Type(SyntaxGenerator generator, Compilation compilation, string name) =>
        generator.TypeExpression(compilation.GetTypeByMetadataName(name)!, addImport: true);
}
