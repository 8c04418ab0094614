using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Finds a provider's name and the kinds of its permissions in a manifest. The manifest was written by another
/// compiler's run, so nothing of it is taken on trust.
/// </summary>
internal static class ManifestText
{
    private const int MaxLength = ManifestSchema.MaximumBytes;
    private const string NameKey = "\"" + ManifestSchema.Name + "\":\"";
    private const string KindKey = "\"" + ManifestSchema.PermissionKind + "\":\"";
    private const string PermissionsKey = "\"" + ManifestSchema.Permissions + "\":[";

    /// <summary>The value of the outermost <c>name</c>, or null where there is none that is a valid provider name.</summary>
    public static string? FindName(string? json) =>
        FindValues(json, NameKey, 1, _ => true).FirstOrDefault() is { } name && ProviderName.IsValid(name) ? name : null;

    /// <summary>The kinds of permission, each once and in order.</summary>
    public static EquatableArray<string> FindPermissionKinds(string? json) =>
        new(FindValues(json, KindKey, 3, static section => section == PermissionsKey).Distinct(StringComparer.Ordinal).OrderBy(static kind => kind, StringComparer.Ordinal));

    /// <summary>The plain strings that stand behind a key at that depth, in a section of the outermost object.</summary>
    private static IEnumerable<string> FindValues(string? json, string key, int atDepth, Func<string?, bool> isSection)
    {
        if (json is null || json.Length > MaxLength)
        {
            yield break;
        }

        int depth = 0;
        string? section = null;
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
                case '"':
                    bool isKey = i > 0 && json[i - 1] is '{' or ',';
                    if (depth == 1 && isKey)
                    {
                        section = string.CompareOrdinal(json, i, PermissionsKey, 0, PermissionsKey.Length) == 0 ? PermissionsKey : null;
                    }

                    if (depth == atDepth && isKey && isSection(section) && string.CompareOrdinal(json, i, key, 0, key.Length) == 0)
                    {
                        int start = i + key.Length;
                        int end = FindEndOfString(json, start);
                        yield return json.Substring(start, Math.Min(end, json.Length) - start);
                        i = end;
                    }
                    else
                    {
                        i = FindEndOfString(json, i + 1);
                    }

                    break;
                default:
                    break;
            }
        }
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
