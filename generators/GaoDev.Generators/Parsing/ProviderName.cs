using System.Text;

namespace GaoDev.Generators.Parsing;

/// <summary>The one rule for provider names, kebab-case: lower-case letters and digits, starting with a letter, words joined by single hyphens.</summary>
internal static class ProviderName
{
    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || !IsLower(name![0]))
        {
            return false;
        }

        for (int i = 1; i < name.Length; i++)
        {
            bool hyphenInside = name[i] == '-' && name[i - 1] != '-' && i < name.Length - 1;
            if (!IsLower(name[i]) && !IsDigit(name[i]) && !hyphenInside)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The nearest valid name, or null where nothing of it can be kept.</summary>
    public static string? Normalize(string name)
    {
        StringBuilder kebab = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool upper = c is >= 'A' and <= 'Z';
            if (!upper && !IsLower(c) && !IsDigit(c))
            {
                Separate(kebab);
                continue;
            }

            bool afterLower = i > 0 && (IsLower(name[i - 1]) || IsDigit(name[i - 1]));
            bool beforeLower = i > 0 && i + 1 < name.Length && name[i - 1] is >= 'A' and <= 'Z' && IsLower(name[i + 1]);
            if (upper && (afterLower || beforeLower))
            {
                Separate(kebab);
            }

            if (kebab.Length > 0 || !IsDigit(c))
            {
                kebab.Append(upper ? (char)(c + ('a' - 'A')) : c);
            }
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

    private static bool IsLower(char c) => c is >= 'a' and <= 'z';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
