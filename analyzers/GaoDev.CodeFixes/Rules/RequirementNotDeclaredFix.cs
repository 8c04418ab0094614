using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO2005, both ways: declares what is required, or does not require it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequirementNotDeclaredFix))]
[Shared]
public sealed class RequirementNotDeclaredFix : CodeFixProvider
{
    private const string DeclareKey = "declare";
    private const string RemoveKey = "remove";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RequirementNotDeclared.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { NameEquals.Name.Identifier.ValueText: var required, Parent: AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list } argument
            || model is null)
        {
            return;
        }

        string? declaration = required == "RequiresApiKey"
            ? $"global::{ContractTypes.ProvidersNamespace}.ProviderOption(\"api_key\", Required = true, Secret = true)"
            : model.GetConstantValue(argument.Expression, context.CancellationToken).Value is string tool
                ? $"global::GaoDev.Permissions.SubprocessAccess({SymbolDisplay.FormatLiteral(tool, quote: true)})"
                : null;
        if (declaration is not null)
        {
            string shown = declaration.Substring(declaration.LastIndexOf('.', declaration.IndexOf('(')) + 1);
            context.RegisterCodeFix(CodeAction.Create($"Declare [{shown}]", cancellationToken => AttributeEdit.AddAsync(context.Document, attribute.GetReference(), declaration, cancellationToken), DeclareKey), context.Diagnostics);
        }

        SyntaxNode removed = root.ReplaceNode(list, list.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)!);
        context.RegisterCodeFix(CodeAction.Create($"Remove {required}", _ => Task.FromResult(context.Document.WithSyntaxRoot(removed)), RemoveKey), context.Diagnostics);
    }
}
