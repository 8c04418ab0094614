using GaoDev.Plugins.Manifests;

namespace GaoDev.Generators.Parsing;

/// <summary>Finds a provider's name in a manifest. The manifest was written by another compiler's run, so nothing of it is taken on trust.</summary>
internal static class ManifestName
{
    private const int MaxLength = 256 * 1024;
    private const string Key = "\"" + ManifestSchema.Name + "\":\"";

    /// <summary>The value of the outermost <c>name</c>, or null where there is none that is a valid provider name.</summary>
    public static string? Find(string? json)
    {
        if (json is null || json.Length > MaxLength)
        {
            return null;
        }

        int depth = 0;
        for (int i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']':
                    depth--;
                    break;
                case '"' when depth == 1 && json[i - 1] is '{' or ',' && string.CompareOrdinal(json, i, Key, 0, Key.Length) == 0:
                    int start = i + Key.Length;
                    int end = json.IndexOf('"', start);
                    string name = end < 0 ? "" : json.Substring(start, end - start);
                    return ProviderName.IsValid(name) ? name : null;
                case '"':
                    i = FindEndOfString(json, i + 1);
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private static int FindEndOfString(string json, int i)
    {
        while (i < json.Length && json[i] != '"')
        {
            i += json[i] == '\\' ? 2 : 1;
        }

        return i;
    }
}
