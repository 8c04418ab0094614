using System.Globalization;
using System.Text;

namespace GaoDev.Generators.Emit;

/// <summary>Writes JSON in the form that docs/manifest.md calls canonical. Members come out sorted, whatever order they are added in.</summary>
internal static class CanonicalJson
{
    public static string String(string value)
    {
        StringBuilder json = new(value.Length + 2);
        json.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '"' or '\\':
                    json.Append('\\').Append(c);
                    break;
                case '\b':
                    json.Append("\\b");
                    break;
                case '\f':
                    json.Append("\\f");
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case < ' ':
                    AppendEscape(json, c);
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                    {
                        json.Append(c).Append(value[++i]);
                    }
                    else if (char.IsSurrogate(c))
                    {
                        AppendEscape(json, c);
                    }
                    else
                    {
                        json.Append(c);
                    }

                    break;
            }
        }

        return json.Append('"').ToString();
    }

    /// <param name="values">Elements that are JSON already.</param>
    public static string Array(IEnumerable<string> values) => "[" + string.Join(",", values) + "]";

    /// <param name="members">Names, not yet escaped, and values that are JSON already. A null value leaves the member out.</param>
    public static string Object(params IEnumerable<KeyValuePair<string, string?>> members) =>
        "{" + string.Join(",", members
            .Where(static member => member.Value is not null)
            .OrderBy(static member => member.Key, StringComparer.Ordinal)
            .Select(static member => String(member.Key) + ":" + member.Value)) + "}";

    private static void AppendEscape(StringBuilder json, char c) =>
        json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
