namespace GaoDev.Runtime.Registry;

/// <summary>What a provider's name looks like: lower-case ASCII letters and digits in groups, with single hyphens between.</summary>
internal static class ProviderName
{
    public const int MaximumLength = 64;

    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > MaximumLength || !char.IsAsciiLetterLower(name[0]) || name[^1] == '-')
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            bool valid = char.IsAsciiLetterLower(name[i]) || char.IsAsciiDigit(name[i]) || (name[i] == '-' && name[i - 1] != '-');
            if (!valid)
            {
                return false;
            }
        }

        return true;
    }
}
