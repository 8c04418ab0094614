using System.Collections.Immutable;
using System.Text;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers.Permissions;

/// <summary>From a name in source to the guarded API that it means. Binds that name and nothing else.</summary>
internal static class ApiUseFinder
{
    /// <summary>The guarded API that the name means, or null.</summary>
    public static ApiUse? Find(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (IsOnlyAName(name))
        {
            return null;
        }

        foreach (ISymbol symbol in Resolve(model, name, cancellationToken))
        {
            if (FindRow(symbol, name, model, cancellationToken) is { } row)
            {
                SyntaxNode shown = FindShown(name, symbol);
                return new(row, Describe(shown, symbol), shown.GetLocation(), FirstConstant(shown, model, cancellationToken));
            }
        }

        return null;
    }

    /// <summary>The guarded constructor that a <c>new(…)</c> without a type calls, or null.</summary>
    public static ApiUse? Find(ImplicitObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor
        && RowOf(constructor) is { Member: not null } row
            ? new(row, $"new {constructor.ContainingType.Name}", creation.GetLocation(), ConstantOf(creation.ArgumentList, model, cancellationToken))
            : null;

    /// <summary>The full name as metadata has it.</summary>
    public static string MetadataNameOf(ITypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (type.ContainingType is { } outer)
        {
            return MetadataNameOf(outer) + "+" + type.MetadataName;
        }

        StringBuilder name = new(type.MetadataName);
        for (INamespaceSymbol? space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name.Insert(0, '.').Insert(0, space.Name);
        }

        return name.ToString();
    }

    // A member of ours may be called File, and nameof runs nothing.
    private static bool IsOnlyAName(SimpleNameSyntax name)
    {
        for (SyntaxNode? node = name.Parent; node is not null and not StatementSyntax and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 })
            {
                return true;
            }
        }

        return name.Parent is NameColonSyntax or NameEqualsSyntax;
    }

    private static ImmutableArray<ISymbol> Resolve(SemanticModel model, SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellationToken);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }

    private static GuardedApi? FindRow(ISymbol symbol, SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (symbol)
        {
            case IAliasSymbol alias:
                return FindRow(alias.Target, name, model, cancellationToken);
            case IMethodSymbol method:
                return RowOf(method.ReducedFrom ?? method);
            case IPropertySymbol or IFieldSymbol or IEventSymbol:
                return symbol.ContainingType is { } container ? GuardedApis.FindMember(MetadataNameOf(container), symbol.Name, null) : null;
            case INamedTypeSymbol type:
                string fullName = MetadataNameOf(type);
                return GuardedApis.FindType(fullName)
                    ?? (GuardedApis.Knows(fullName) && CreationOf(name) is { } creation && model.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor ? RowOf(constructor) : null);
            default:
                return null;
        }
    }

    private static GuardedApi? RowOf(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        string member = method.MethodKind == MethodKind.Constructor ? ".ctor" : method.Name;
        string? first = method.Parameters.Length > 0 ? MetadataNameOf(method.Parameters[0].Type) : null;
        return method.ContainingType is null ? null : GuardedApis.FindMember(MetadataNameOf(method.ContainingType), member, first);
    }

    private static ObjectCreationExpressionSyntax? CreationOf(SimpleNameSyntax name)
    {
        SyntaxNode node = name;
        while (node.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            ObjectCreationExpressionSyntax creation when creation.Type == node => creation,
            _ => null,
        };
    }

    // System.IO.File.ReadAllText is shown whole. A property such as context.HttpClient is shown without what is done with it.
    private static SyntaxNode FindShown(SimpleNameSyntax name, ISymbol symbol)
    {
        SyntaxNode shown = name;
        while (shown.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax
            || (shown.Parent is MemberAccessExpressionSyntax access && access.Name == shown))
        {
            shown = shown.Parent!;
        }

        return symbol is ITypeSymbol && shown.Parent is MemberAccessExpressionSyntax member && member.Expression == shown ? member : shown;
    }

    private static string Describe(SyntaxNode shown, ISymbol symbol) => shown is MemberAccessExpressionSyntax or QualifiedNameSyntax
        ? string.Concat(shown.ToString().Where(static c => !char.IsWhiteSpace(c)))
        : symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType.Name : symbol.Name;

    private static string? FirstConstant(SyntaxNode shown, SemanticModel model, CancellationToken cancellationToken) => shown.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == shown => ConstantOf(call.ArgumentList, model, cancellationToken),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } => ConstantOf(arguments, model, cancellationToken),
        _ => null,
    };

    private static string? ConstantOf(BaseArgumentListSyntax? arguments, SemanticModel model, CancellationToken cancellationToken) =>
        arguments?.Arguments.FirstOrDefault() is { } first && model.GetConstantValue(first.Expression, cancellationToken) is { HasValue: true, Value: string text } ? text : null;
}
