using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1006: gives the call the token, by the parameter's name where other optional ones stand before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForwardTokenFix))]
[Shared]
public sealed class ForwardTokenFix : CodeFixProvider
{
    private const string Title = "Hand the token on";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TokenForwardingAnalyzer.Rule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            && root.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            && diagnostic.Properties.TryGetValue(TokenForwardingAnalyzer.TokenProperty, out string? token))
        {
            diagnostic.Properties.TryGetValue(TokenForwardingAnalyzer.ParameterProperty, out string? parameter);
            ArgumentSyntax argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(Escape(token!)));
            argument = parameter is null ? argument : argument.WithNameColon(SyntaxFactory.NameColon(Escape(parameter)).WithTrailingTrivia(SyntaxFactory.Space));
            SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
            SyntaxNode result = root.ReplaceNode(call.ArgumentList, call.ArgumentList.WithArguments(arguments.Count == 0
                ? arguments.Add(argument)
                : SyntaxFactory.SeparatedList([.. arguments, argument], [.. arguments.GetSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(result)), Title), context.Diagnostics);
        }
    }

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
