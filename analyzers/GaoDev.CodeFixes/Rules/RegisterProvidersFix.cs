using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO4007: calls <c>AddReferencedProviders()</c> where the application is set up.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegisterProvidersFix))]
[Shared]
public sealed class RegisterProvidersFix : CodeFixProvider
{
    private const string Title = "Register the referenced providers";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [HostRules.NotCalled.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            && root.FindNode(context.Span).FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments is { Count: 1 } arguments
            && arguments[0].Expression is LambdaExpressionSyntax lambda
            && ParameterOf(lambda) is { } builder)
        {
            string call = $"global::GaoDev.ReferencedProviders.AddReferencedProviders({builder})";
            SyntaxNode? result = lambda switch
            {
                { Block: { } block } => root.ReplaceNode(block, block.WithStatements(block.Statements.Insert(0, SyntaxFactory.ParseStatement(call + ";").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation, Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation)))),
                // Each of the builder's methods gives it back.
                { ExpressionBody: InvocationExpressionSyntax chain } => root.ReplaceNode(chain, SyntaxFactory.ParseExpression($"global::GaoDev.ReferencedProviders.AddReferencedProviders({chain})")),
                _ => null,
            };
            if (result is not null)
            {
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(result)), Title), context.Diagnostics);
            }
        }
    }

    private static string? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier.Text,
        _ => null,
    };
}
