using System.Globalization;
using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>Values of options as the manifest writes them: text in the invariant culture, one spelling for each value.</summary>
internal static class OptionValue
{
    /// <summary>A default, given as a constant of its own type, or null where it is not of the option's type.</summary>
    public static string? Format(OptionKind kind, TypedConstant constant) => constant.Kind != TypedConstantKind.Primitive ? null : (kind, constant.Value) switch
    {
        (OptionKind.String or OptionKind.Uri, string text) => Parse(kind, text),
        (OptionKind.Boolean, bool flag) => flag ? "true" : "false",
        (OptionKind.Integer or OptionKind.Number, sbyte or byte or short or ushort or int or uint or long) =>
            ((IFormattable)constant.Value).ToString(null, CultureInfo.InvariantCulture),
        (OptionKind.Number, float number) => NumberText.Format(number),
        (OptionKind.Number, double number) => NumberText.Format(number),
        _ => null,
    };

    /// <summary>An allowed value, given as text, or null where it is not of the option's type.</summary>
    public static string? Parse(OptionKind kind, string text) => kind switch
    {
        OptionKind.String => text,
        OptionKind.Uri => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? text : null,
        OptionKind.Boolean => text is "true" or "false" ? text : null,
        OptionKind.Integer => TryInteger(text),
        OptionKind.Number => TryInteger(text) ?? (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? NumberText.Format(number) : null),
        _ => null,
    };

    public static string Describe(OptionKind kind) => kind switch
    {
        OptionKind.Integer => "a whole number",
        OptionKind.Number => "a number",
        OptionKind.Boolean => "true or false",
        OptionKind.Uri => "an absolute http or https address",
        _ => "a string",
    };

    private static string? TryInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : null;
}
