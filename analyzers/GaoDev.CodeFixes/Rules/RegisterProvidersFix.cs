using System.Composition;
using GaoDev.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO4007: calls <c>AddReferencedProviders()</c> where the application is set up.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegisterProvidersFix))]
[Shared]
public sealed class RegisterProvidersFix() : SyntaxFix(HostRules.NotCalled.Id)
{
    private const string Title = "Register the referenced providers";

    /// <summary>None: an application registers its providers once, and a second time is refused when it starts.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place) =>
        Task.FromResult<(string, SyntaxNode)?>(Rewrite(root, place) is { } result ? (Title, result) : null);

    private static SyntaxNode? Rewrite(SyntaxNode root, SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments is not { Count: 1 } arguments
            || arguments[0].Expression is not LambdaExpressionSyntax lambda
            || ParameterOf(lambda) is not { } builder)
        {
            return null;
        }

        string call = $"global::GaoDev.ReferencedProviders.AddReferencedProviders({builder})";
        return lambda switch
        {
            { Block: { } block } => root.ReplaceNode(block, block.WithStatements(block.Statements.Insert(0, SyntaxFactory.ParseStatement(call + ";").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation, Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation)))),
            // Each of the builder's methods gives it back.
            { ExpressionBody: InvocationExpressionSyntax chain } => root.ReplaceNode(chain, SyntaxFactory.ParseExpression($"global::GaoDev.ReferencedProviders.AddReferencedProviders({chain})")),
            _ => null,
        };
    }

    private static string? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier.Text,
        _ => null,
    };
}
