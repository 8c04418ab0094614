using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1007: awaits instead, where the code is in an asynchronous function.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix))]
[Shared]
public sealed class AwaitFix : CodeFixProvider
{
    private const string Title = "Await instead of blocking";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [PermissionRules.Blocking.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            && root.FindNode(context.Span, getInnermostNodeForTie: true) is MemberAccessExpressionSyntax access
            && IsAsync(access)
            && FindBlocking(access) is { Task: { } task, Whole: { } whole })
        {
            ExpressionSyntax awaited = SyntaxFactory.ParenthesizedExpression(SyntaxFactory.AwaitExpression(task.WithoutTrivia()))
                .WithTriviaFrom(whole)
                .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
            SyntaxNode result = root.ReplaceNode(whole, awaited);
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(result)), Title), context.Diagnostics);
        }
    }

    // task.Result, task.Wait() and task.GetAwaiter().GetResult(). What waits for some time, or for several, is the author's to rewrite.
    private static (ExpressionSyntax? Task, ExpressionSyntax? Whole) FindBlocking(MemberAccessExpressionSyntax access) => access.Name.Identifier.ValueText switch
    {
        "Result" => (access.Expression, access),
        "Wait" when access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call => (access.Expression, call),
        "GetResult" when access is { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter }, Parent: InvocationExpressionSyntax call } => (awaiter.Expression, call),
        _ => (null, null),
    };

    private static bool IsAsync(SyntaxNode node)
    {
        foreach (SyntaxNode ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.RawKind != 0;
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MemberDeclarationSyntax member:
                    return member.Modifiers.Any(SyntaxKind.AsyncKeyword);
            }
        }

        return false;
    }
}
