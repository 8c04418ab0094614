using System.Composition;
using GaoDev.Analyzers.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1007: awaits instead, where the code is in an asynchronous function.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix))]
[Shared]
public sealed class AwaitFix() : SyntaxFix(PermissionRules.Blocking.Id)
{
    private const string Title = "Await instead of blocking";

    private protected override Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        if (place is not MemberAccessExpressionSyntax access || !IsAsync(access) || FindBlocking(access) is not { Task: { } task, Whole: { } whole })
        {
            return Task.FromResult<(string, SyntaxNode)?>(null);
        }

        ExpressionSyntax awaited = SyntaxFactory.ParenthesizedExpression(SyntaxFactory.AwaitExpression(task.WithoutTrivia()))
            .WithTriviaFrom(whole)
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
        return Task.FromResult<(string, SyntaxNode)?>((Title, root.ReplaceNode(whole, awaited)));
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
