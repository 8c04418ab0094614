using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1009: names the contract's attribute in full, where it takes what is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForeignAttributeFix))]
[Shared]
public sealed class ForeignAttributeFix() : SyntaxFix(UnclaimedClass.ForeignAttribute.Id)
{
    private const string Title = "Use GaoDev.Providers.ProviderPlugin";

    private protected override async Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        return place.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList.Arguments: { Count: > 0 } arguments } attribute
            && model is not null
            && ContractTypes.Find(model.Compilation) is { } contract
            && model.GetConstantValue(arguments[0].Expression, context.CancellationToken).Value is string
            && arguments[0].NameEquals is null
            && arguments.Skip(1).All(argument => argument.NameEquals is { Name.Identifier.ValueText: var name } && contract.PluginAttribute.GetMembers(name).Any(static member => member is IPropertySymbol))
                ? (Title, root.ReplaceNode(attribute.Name, SyntaxFactory.ParseName($"global::{ContractTypes.ProvidersNamespace}.ProviderPlugin").WithTriviaFrom(attribute.Name)))
                : null;
    }
}
