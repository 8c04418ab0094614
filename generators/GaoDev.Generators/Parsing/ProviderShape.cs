using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// What a class must be so that generated code can make a provider of it. The analyzers report by these answers and
/// the generator leaves out by them, so that the two cannot disagree.
/// </summary>
internal static class ProviderShape
{
    public static bool IsConcreteClass(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract || type.IsStatic)
        {
            return false;
        }

        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether code elsewhere in the same assembly can name the class.</summary>
    public static bool IsReachable(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal
                || outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsProvider(INamedTypeSymbol type, ContractTypes contract) =>
        type.AllInterfaces.Contains(contract.Provider, SymbolEqualityComparer.Default);

    /// <summary>The public constructor that generated code calls, the one with a context before the one without, or null.</summary>
    public static IMethodSymbol? FindConstructor(INamedTypeSymbol type, ContractTypes contract)
    {
        IMethodSymbol? empty = null;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility != Accessibility.Public || !SetsRequiredMembers(type, constructor))
            {
                continue;
            }

            if (TakesContext(constructor, contract))
            {
                return constructor;
            }

            empty = constructor.Parameters.Length == 0 ? constructor : empty;
        }

        return empty;
    }

    public static bool TakesContext(IMethodSymbol constructor, ContractTypes contract) =>
        constructor.Parameters is [{ RefKind: RefKind.None or RefKind.In } parameter]
        && SymbolEqualityComparer.Default.Equals(parameter.Type, contract.Context);

    /// <summary>Whether an object initializer would be needed, which generated code does not have.</summary>
    public static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SetsRequiredMembers(INamedTypeSymbol type, IMethodSymbol constructor) =>
        !HasRequiredMembers(type)
        || constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");
}
