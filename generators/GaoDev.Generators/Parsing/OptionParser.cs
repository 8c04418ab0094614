using System.Text.RegularExpressions;
using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>Reads <c>[ProviderOption]</c>, and says what is wrong with one that a manifest cannot hold.</summary>
internal static class OptionParser
{
    private static readonly Regex SnakeCase = new(@"\A[a-z][a-z0-9]{0,63}(?:_[a-z0-9]{1,64}){0,31}\z", RegexOptions.CultureInvariant);
    private static readonly Regex EnvironmentVariable = new(@"\A[A-Za-z_][A-Za-z0-9_]{0,254}\z", RegexOptions.CultureInvariant);

    /// <summary>The option, or null with the reason, which completes "The option 'x' …".</summary>
    public static OptionFacts? Parse(AttributeData attribute, out string? problem)
    {
        string name = attribute.ConstructorArguments is [{ Value: string text }] ? text : "";
        OptionKind kind = (OptionKind)(attribute.Named("Type").Value as int? ?? 0);
        TypedConstant given = attribute.Named("Default");
        string? value = given.IsNull ? null : OptionValue.Format(kind, given);
        string? environment = attribute.NamedText("Environment");
        List<string?> allowed = [.. attribute.NamedTexts("AllowedValues")
            .Select(item => OptionValue.Parse(kind, item))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static item => item, StringComparer.Ordinal)];

        problem = !SnakeCase.IsMatch(name) ? "is not named in snake_case"
            : kind is < OptionKind.String or > OptionKind.Uri ? "has a type that does not exist"
            : environment is not null && !EnvironmentVariable.IsMatch(environment) ? "names no environment variable"
            : value is null && !given.IsNull ? $"has a default that is not {OptionValue.Describe(kind)}"
            : allowed.Contains(null) ? $"allows a value that is not {OptionValue.Describe(kind)}"
            : value is not null && allowed.Count > 0 && !allowed.Contains(value) ? "has a default that it does not allow"
            : null;
        return problem is not null ? null : new OptionFacts(
            name,
            kind,
            environment,
            value,
            attribute.NamedFlag("Required"),
            attribute.NamedFlag("Secret"),
            attribute.NamedText("Description") ?? "",
            new(allowed!));
    }
}
