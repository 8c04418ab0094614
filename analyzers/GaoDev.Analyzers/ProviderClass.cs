using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers;

/// <summary>A class with <c>[ProviderPlugin]</c>, as the rules look at it.</summary>
internal sealed class ProviderClass(INamedTypeSymbol type, AttributeData attribute, ContractTypes contract, ProviderNameIndex names, CancellationToken cancellationToken)
{
    public INamedTypeSymbol Type { get; } = type;

    public AttributeData Attribute { get; } = attribute;

    public ContractTypes Contract { get; } = contract;

    public ProviderNameIndex Names { get; } = names;

    /// <summary>The name that the attribute gives, empty for null, or null where it does not compile.</summary>
    public string? Name => ReadName(Attribute);

    public static string? ReadName(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } name] ? name.Value as string ?? "" : null;

    /// <summary>The class's identifier, in the part that carries the attribute.</summary>
    public Location ClassLocation =>
        AttributeSyntaxOf(Attribute)?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? Type.Locations[0];

    /// <summary>The expression that gives the name.</summary>
    public Location NameLocation =>
        FindArgument(Attribute, static argument => argument.NameEquals is null) ?? ClassLocation;

    /// <summary>The expression that sets a property of an attribute, or the attribute where there is none.</summary>
    public Location FindNamedLocation(AttributeData attribute, string property) =>
        FindArgument(attribute, argument => argument.NameEquals?.Name.Identifier.ValueText == property) ?? FindLocation(attribute);

    /// <summary>The whole attribute.</summary>
    public Location FindLocation(AttributeData attribute) => AttributeSyntaxOf(attribute)?.GetLocation() ?? ClassLocation;

    private Location? FindArgument(AttributeData attribute, Func<AttributeArgumentSyntax, bool> predicate) =>
        AttributeSyntaxOf(attribute)?.ArgumentList?.Arguments.FirstOrDefault(predicate)?.Expression.GetLocation();

    private AttributeSyntax? AttributeSyntaxOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
}
