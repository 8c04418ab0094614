using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Generators.Parsing;

/// <summary>From a class with <c>[ProviderPlugin]</c> to its model.</summary>
internal static class ProviderClassParser
{
    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The model, or null where the class is none that a provider can be made of, or has the attribute on another of its parts.</summary>
    public static ProviderClassModel? Parse(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        if (FindPlugin(type) is not { } plugin
            // On two parts of one class the attribute is an error of its own, and still only one provider.
            || plugin.ApplicationSyntaxReference is not { } place
            || place.SyntaxTree != declaration.SyntaxTree
            || !declaration.AttributeLists.Span.Contains(place.Span)
            || ContractTypes.Find(plugin.AttributeClass!) is not { } contract
            || !ProviderShape.IsConcreteClass(type)
            || !ProviderShape.IsReachable(type)
            || !ProviderShape.IsProvider(type, contract)
            || ProviderShape.FindConstructor(type, contract) is not { } constructor
            || ProviderFactsParser.Parse(type, plugin, contract) is not { } facts)
        {
            return null;
        }

        EquatableArray<TypePart> parts = FindParts(type);
        bool isPartial = parts.Count > 0;
        return new ProviderClassModel(
            type.Name,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NamespaceFormat),
            parts,
            constructor.Parameters.Length > 0,
            isPartial ? FindNeed(type, contract, "Name") : MemberNeed.None,
            isPartial ? FindNeed(type, contract, "Version") : MemberNeed.None,
            isPartial ? FindNeed(type, contract, "SupportedModels") : MemberNeed.None,
            FindExperimentalIds(type, constructor),
            contract.Version,
            facts);
    }

    private static EquatableArray<string> FindExperimentalIds(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        SortedSet<string> ids = new(StringComparer.Ordinal);
        foreach (ISymbol symbol in Containers(type).Prepend<ISymbol>(constructor))
        {
            foreach (AttributeData attribute in symbol.GetAttributes())
            {
                if (attribute is { AttributeClass: { Name: "ExperimentalAttribute" } attributeClass, ConstructorArguments: [{ Value: string id }] }
                    && attributeClass.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis"
                    && SyntaxFacts.IsValidIdentifier(id))
                {
                    ids.Add(id);
                }
            }
        }

        return new(ids);
    }

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    private static AttributeData? FindPlugin(INamedTypeSymbol type) => type.GetAttributes()
        .FirstOrDefault(static attribute => attribute.AttributeClass is { Name: ContractTypes.ProviderPluginName, ContainingType: null } attributeClass
            && attributeClass.ContainingNamespace.ToDisplayString() == ContractTypes.ProvidersNamespace);

    private static EquatableArray<TypePart> FindParts(INamedTypeSymbol type)
    {
        List<TypePart> parts = [];
        foreach (INamedTypeSymbol outer in Containers(type))
        {
            if (outer.DeclaringSyntaxReferences[0].GetSyntax() is not TypeDeclarationSyntax syntax || !syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return default;
            }

            string keyword = syntax is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: (int)SyntaxKind.StructKeyword }
                ? "record struct"
                : syntax.Keyword.Text;
            parts.Insert(0, new TypePart(keyword, Identifiers.Escape(outer.Name)));
        }

        return new(parts);
    }

    /// <summary>Whether the class or one that it derives from has a member of that name, or answers for the contract's in another way.</summary>
    private static MemberNeed FindNeed(INamedTypeSymbol type, ContractTypes contract, string name)
    {
        ISymbol member = contract.Provider.GetMembers(name)[0];
        if (type.FindImplementationForInterfaceMember(member) is { IsAbstract: false })
        {
            return MemberNeed.None;
        }

        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            foreach (ISymbol other in level.GetMembers(name))
            {
                if (other is IPropertySymbol { IsAbstract: true, DeclaredAccessibility: Accessibility.Public, SetMethod: null }
                    && !SymbolEqualityComparer.Default.Equals(level, type))
                {
                    return MemberNeed.Override;
                }

                if (other.DeclaredAccessibility != Accessibility.Private || SymbolEqualityComparer.Default.Equals(level, type))
                {
                    return MemberNeed.None;
                }
            }
        }

        return MemberNeed.Implement;
    }
}
