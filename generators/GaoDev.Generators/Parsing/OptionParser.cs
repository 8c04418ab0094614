using System.Globalization;
using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>Reads <c>[ProviderOption]</c>, and says what is wrong with one that cannot be in a manifest.</summary>
internal static class OptionParser
{
    /// <summary>The option, or null with the reason, which completes "The option 'x' …".</summary>
    public static OptionFacts? Parse(AttributeData attribute, out string? problem)
    {
        string name = attribute.ConstructorArguments is [{ Value: string text }] ? text : "";
        OptionKind kind = (OptionKind)(attribute.Named("Type").Value as int? ?? 0);
        problem = null;
        if (!IsSnakeCase(name))
        {
            problem = "is not named in snake_case";
        }
        else if (kind is < OptionKind.String or > OptionKind.Uri)
        {
            problem = "has a type that does not exist";
        }

        TypedConstant given = attribute.Named("Default");
        string? value = given.IsNull ? null : FormatDefault(kind, given);
        if (problem is null && value is null && !given.IsNull)
        {
            problem = $"has a default that is not {Describe(kind)}";
        }

        return problem is not null ? null : new OptionFacts(
            name,
            kind,
            attribute.NamedText("Environment"),
            value,
            attribute.NamedFlag("Required"),
            attribute.NamedFlag("Secret"),
            attribute.NamedText("Description") ?? "",
            new(attribute.NamedTexts("AllowedValues").Distinct(StringComparer.Ordinal).OrderBy(static allowed => allowed, StringComparer.Ordinal)));
    }

    private static bool IsSnakeCase(string name) => ProviderName.IsValid(name.Replace('_', '-')) && name.IndexOf('-') < 0;

    private static string Describe(OptionKind kind) => kind switch
    {
        OptionKind.Integer => "a whole number",
        OptionKind.Number => "a number",
        OptionKind.Boolean => "true or false",
        OptionKind.Uri => "an absolute http or https address",
        _ => "a string",
    };

    private static string? FormatDefault(OptionKind kind, TypedConstant constant) => constant.Kind != TypedConstantKind.Primitive ? null : (kind, constant.Value) switch
    {
        (OptionKind.String, string text) => text,
        (OptionKind.Uri, string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? text : null,
        (OptionKind.Boolean, bool flag) => flag ? "true" : "false",
        (OptionKind.Integer or OptionKind.Number, sbyte or byte or short or ushort or int or uint or long or ulong) =>
            ((IFormattable)constant.Value).ToString(null, CultureInfo.InvariantCulture),
        (OptionKind.Number, float number) => NumberText.Format(number),
        (OptionKind.Number, double number) => NumberText.Format(number),
        _ => null,
    };
}
