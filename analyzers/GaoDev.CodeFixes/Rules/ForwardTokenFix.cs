using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO1006: gives the call the token, by the parameter's name where other optional ones stand before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForwardTokenFix))]
[Shared]
public sealed class ForwardTokenFix() : SyntaxFix(TokenForwardingAnalyzer.Rule.Id)
{
    private const string Title = "Hand the token on";

    private protected override Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        ImmutableDictionary<string, string?> properties = context.Diagnostics[0].Properties;
        if (place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !properties.TryGetValue(TokenForwardingAnalyzer.TokenProperty, out string? token))
        {
            return Task.FromResult<(string, SyntaxNode)?>(null);
        }

        properties.TryGetValue(TokenForwardingAnalyzer.ParameterProperty, out string? parameter);
        ArgumentSyntax argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(Escape(token!)));
        argument = parameter is null ? argument : argument.WithNameColon(SyntaxFactory.NameColon(Escape(parameter)).WithTrailingTrivia(SyntaxFactory.Space));
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return Task.FromResult<(string, SyntaxNode)?>((Title, root.ReplaceNode(call.ArgumentList, call.ArgumentList.WithArguments(arguments.Count == 0
            ? arguments.Add(argument)
            : SyntaxFactory.SeparatedList([.. arguments, argument], [.. arguments.GetSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])))));
    }

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
