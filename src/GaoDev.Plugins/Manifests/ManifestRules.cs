using System.Text.RegularExpressions;

namespace GaoDev.Plugins.Manifests;

/// <summary>What the texts of a manifest have to look like. Each throws <see cref="FormatException"/>.</summary>
internal static partial class ManifestRules
{
    /// <summary>Reads text that is left out rather than empty.</summary>
    public static string Text(ref CanonicalJsonReader reader, string member)
    {
        string text = reader.ReadString();
        return text.Length > 0 ? text : throw reader.Invalid($"{member} is empty");
    }

    public static string ProviderName(ref CanonicalJsonReader reader)
    {
        string name = reader.ReadString();
        return KebabCase().IsMatch(name) ? name : throw reader.Invalid("the name is not kebab-case");
    }

    public static string SemanticVersion(ref CanonicalJsonReader reader)
    {
        string version = reader.ReadString();
        return version.Length <= 256 && SemVer2().IsMatch(version) ? version : throw reader.Invalid("the version is not SemVer 2");
    }

    public static bool IsOptionName(string name) => SnakeCase().IsMatch(name);

    public static bool IsEnvironmentVariable(string name) => EnvironmentVariable().IsMatch(name);

    public static void CheckTypeName(string name)
    {
        if (name.Length is 0 or > 1024 || !TypeName().IsMatch(name))
        {
            throw new FormatException("it names no entry type");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]{1,64}(-[a-z0-9]{1,64}){0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"^[a-z][a-z0-9]{0,63}(_[a-z0-9]{1,64}){0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SnakeCase();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    [GeneratedRegex(
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
        + @"(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?"
        + @"(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex SemVer2();
}
