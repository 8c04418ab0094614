using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers.Permissions;

/// <summary>Constant addresses that are given to what makes requests.</summary>
internal static class AddressFinder
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Uri", "System.UriBuilder", "System.Net.Http.HttpRequestMessage", "System.Net.Http.HttpClient", "System.Net.Http.Json.HttpClientJsonExtensions",
    };

    /// <summary>The constant and absolute address among the arguments of the call or creation that a name is part of, with its place.</summary>
    public static (Uri Address, Location Location)? Find(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode node = name;
        while (node.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax || (node.Parent is MemberAccessExpressionSyntax access && access.Name == node))
        {
            node = node.Parent!;
        }

        return node.Parent switch
        {
            InvocationExpressionSyntax call when call.Expression == node => Find(call, call.ArgumentList, model, cancellationToken),
            MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => Find(call, call.ArgumentList, model, cancellationToken),
            ObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation when creation.Type == node => Find(creation, arguments, model, cancellationToken),
            _ => null,
        };
    }

    public static (Uri Address, Location Location)? Find(ImplicitObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) =>
        Find(creation, creation.ArgumentList, model, cancellationToken);

    private static (Uri Address, Location Location)? Find(ExpressionSyntax call, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (ArgumentSyntax argument in arguments.Arguments)
        {
            if (model.GetConstantValue(argument.Expression, cancellationToken) is { HasValue: true, Value: string text }
                && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
                && address.Scheme is "http" or "https" or "ws" or "wss"
                && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
                && Types.Contains(ApiUseFinder.MetadataNameOf((method.ReducedFrom ?? method).ContainingType)))
            {
                return (address, argument.Expression.GetLocation());
            }
        }

        return null;
    }
}
