using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>Named arguments of an attribute as plain values; one that is missing or of another type reads as empty.</summary>
internal static class AttributeReading
{
    public static TypedConstant Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return default;
    }

    /// <summary>The text, or null where it is missing or empty.</summary>
    public static string? NamedText(this AttributeData attribute, string name) =>
        attribute.Named(name) is { Kind: TypedConstantKind.Primitive, Value: string { Length: > 0 } text } ? text : null;

    public static bool NamedFlag(this AttributeData attribute, string name) =>
        attribute.Named(name) is { Kind: TypedConstantKind.Primitive, Value: true };

    /// <summary>The elements that are there and not empty, in order.</summary>
    public static IEnumerable<string> NamedTexts(this AttributeData attribute, string name) =>
        attribute.Named(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(static element => element.Value as string ?? "").Where(static text => text.Length > 0)
            : [];
}
