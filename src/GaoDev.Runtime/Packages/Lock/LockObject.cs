using System.Text.Json;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>
/// One object of a lock file, of which every member must be known and asked for. Mistakes are
/// <see cref="FormatException"/>s that name the member.
/// </summary>
internal readonly struct LockObject
{
    private readonly JsonElement _json;
    private readonly string _where;

    /// <param name="json">The element.</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <param name="members">The members that it may have.</param>
    public LockObject(JsonElement json, string where, params ReadOnlySpan<string> members)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{where} is no object");
        }

        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!members.Contains(member.Name))
            {
                throw new FormatException($"{where} has an unknown member '{Printable(member.Name)}'");
            }
        }

        _json = json;
        _where = where;
    }

    public JsonElement this[string member] => _json.TryGetProperty(member, out JsonElement value)
        ? value
        : throw new FormatException($"{_where} has no {member}");

    public string Text(string member) => TextOf(this[member], $"{_where}.{member}");

    /// <summary>A member that may be absent.</summary>
    public JsonElement? Optional(string member) => _json.TryGetProperty(member, out JsonElement value) ? value : null;

    /// <summary>An array of texts that may be absent, and else has one at least.</summary>
    public IReadOnlyList<string> OptionalTexts(string member)
    {
        if (Optional(member) is null)
        {
            return [];
        }

        string[] texts = [.. Items(member).Select(item => TextOf(item.Json, item.Where))];
        return texts.Length > 0 ? texts : throw new FormatException($"{_where}.{member} is empty");
    }

    public string? OptionalText(string member) => _json.TryGetProperty(member, out _) ? Text(member) : null;

    public bool Flag(string member) => this[member].ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"{_where}.{member} is not true or false"),
    };

    /// <summary>The items of an array, with where each stands.</summary>
    public IEnumerable<(JsonElement Json, string Where)> Items(string member)
    {
        JsonElement array = this[member];
        string where = $"{_where}.{member}";
        return array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select((item, index) => (item, $"{where}[{index}]"))
            : throw new FormatException($"{where} is no array");
    }

    /// <summary>An object whose members are names of ours and whose values are texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string member, StringComparer comparer) => MapOf(this[member], $"{_where}.{member}", comparer);

    public static IReadOnlyDictionary<string, string> MapOf(JsonElement json, string where, StringComparer comparer)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{where} is no object");
        }

        Dictionary<string, string> map = new(comparer);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.Name.Contains('\0', StringComparison.Ordinal) || !map.TryAdd(member.Name, TextOf(member.Value, where)))
            {
                throw new FormatException($"{where} has a name twice or one with a NUL character");
            }
        }

        return map;
    }

    private static string TextOf(JsonElement json, string where)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"{where} is no text");
        }

        string text = json.GetString()!;
        return text.Contains('\0', StringComparison.Ordinal) ? throw new FormatException($"{where} has a NUL character") : text;
    }

    private static string Printable(string name) => string.Concat(name.Where(letter => !char.IsControl(letter)).Take(64));
}
