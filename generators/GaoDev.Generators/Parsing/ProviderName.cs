using System.Text;
using System.Text.RegularExpressions;

namespace GaoDev.Generators.Parsing;

/// <summary>The one rule for provider names, kebab-case: words of lower-case letters and digits, joined by single hyphens.</summary>
internal static class ProviderName
{
    private static readonly Regex KebabCase = new(@"\A[a-z0-9]{1,64}(?:-[a-z0-9]{1,64}){0,31}\z", RegexOptions.CultureInvariant);

    public static bool IsValid(string? name) => name is not null && KebabCase.IsMatch(name);

    /// <summary>The nearest valid name, or null where nothing of it can be kept.</summary>
    public static string? Normalize(string name)
    {
        StringBuilder kebab = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            bool upper = IsUpper(name[i]);
            if (!upper && !IsLowerOrDigit(name[i]))
            {
                Separate(kebab);
                continue;
            }

            bool afterLower = i > 0 && IsLowerOrDigit(name[i - 1]);
            bool lastOfCapitals = i > 0 && i + 1 < name.Length && IsUpper(name[i - 1]) && name[i + 1] is >= 'a' and <= 'z';
            if (upper && (afterLower || lastOfCapitals))
            {
                Separate(kebab);
            }

            kebab.Append(upper ? (char)(name[i] + ('a' - 'A')) : name[i]);
        }

        string result = kebab.ToString().Trim('-');
        return IsValid(result) ? result : null;
    }

    private static void Separate(StringBuilder kebab)
    {
        if (kebab.Length > 0 && kebab[kebab.Length - 1] != '-')
        {
            kebab.Append('-');
        }
    }

    private static bool IsUpper(char c) => c is >= 'A' and <= 'Z';

    private static bool IsLowerOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
