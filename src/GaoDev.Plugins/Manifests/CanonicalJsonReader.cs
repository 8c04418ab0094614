using System.Buffers;
using System.Globalization;
using System.Text;

namespace GaoDev.Plugins.Manifests;

/// <summary>
/// Reads canonical JSON and nothing else: no white space, members in order and once, one spelling for each string and
/// number. What it accepts has therefore exactly one text, so that nothing is rewritten to be compared.
/// </summary>
internal ref struct CanonicalJsonReader(ReadOnlySpan<char> json)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly ReadOnlySpan<char> _json = json;
    private int _at;

    public readonly char Next => _at < _json.Length ? _json[_at] : '\0';

    public void BeginObject() => Expect('{');

    public void BeginArray() => Expect('[');

    /// <summary>Moves to an object's next member. <paramref name="name"/> is null before the first one.</summary>
    public bool NextMember(ref string? name)
    {
        if (EndsHere('}', name is null))
        {
            return false;
        }

        string member = ReadString();
        if (name is not null && string.CompareOrdinal(member, name) <= 0)
        {
            throw Invalid(member == name ? $"'{member}' stands twice" : $"'{member}' is not in order");
        }

        Expect(':');
        name = member;
        return true;
    }

    /// <summary>Moves to an array's next item. <paramref name="count"/> is 0 before the first one.</summary>
    public bool NextItem(ref int count)
    {
        if (EndsHere(']', count == 0))
        {
            return false;
        }

        count++;
        return true;
    }

    public void ReadLiteral(string literal)
    {
        if (!_json[_at..].StartsWith(literal, StringComparison.Ordinal))
        {
            throw Invalid($"expected {literal}");
        }

        _at += literal.Length;
    }

    public bool ReadBoolean()
    {
        bool value = Next == 't';
        ReadLiteral(value ? "true" : "false");
        return value;
    }

    /// <summary>Reads a number in its shortest form, and gives its text.</summary>
    public string ReadNumber()
    {
        int start = _at;
        while (Next is '-' or '+' or '.' or 'E' or 'e' or (>= '0' and <= '9'))
        {
            _at++;
        }

        ReadOnlySpan<char> text = _json[start.._at];
        bool shortest = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? text.SequenceEqual(whole.ToString(CultureInfo.InvariantCulture)) || text is "-0"
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number)
                && text.SequenceEqual(number.ToString("R", CultureInfo.InvariantCulture));
        return shortest ? text.ToString() : throw Invalid("expected a number in its shortest form");
    }

    public string ReadString()
    {
        Expect('"');
        int end = _json[_at..].IndexOfAny('"', '\\');
        if (end < 0)
        {
            throw Invalid("a string does not end");
        }

        StringBuilder text = new(end);
        while (true)
        {
            char next = _at < _json.Length ? _json[_at++] : throw Invalid("a string does not end");
            if (next == '"')
            {
                return text.ToString();
            }

            char value = next == '\\' ? ReadEscape() : next;
            bool escaped = next == '\\';
            if (!escaped && (next < ' ' || IsLoneHere(next)))
            {
                throw Invalid("a character that is to be escaped is not");
            }

            if (char.IsLowSurrogate(value) && escaped && text.Length > 0 && char.IsHighSurrogate(text[^1]))
            {
                throw Invalid("a surrogate pair is escaped");
            }

            text.Append(value);
        }
    }

    public readonly void End()
    {
        if (_at != _json.Length)
        {
            throw Invalid("text follows the end");
        }
    }

    public readonly FormatException Invalid(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what} (character {_at + 1})"));

    private readonly bool IsLoneHere(char value) => char.IsHighSurrogate(value)
        ? !char.IsLowSurrogate(Next)
        : char.IsLowSurrogate(value) && !(_at >= 2 && char.IsHighSurrogate(_json[_at - 2]));

    private char ReadEscape()
    {
        char kind = Next;
        _at++;
        return kind switch
        {
            '"' => '"',
            '\\' => '\\',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadHexEscape(),
            _ => throw Invalid("an escape that canonical JSON does not have"),
        };
    }

    private char ReadHexEscape()
    {
        ReadOnlySpan<char> digits = _json.Slice(_at, Math.Min(4, _json.Length - _at));
        if (digits.Length < 4 || digits.ContainsAnyExcept(HexDigits))
        {
            throw Invalid("expected four lower-case hexadecimal digits");
        }

        char value = (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _at += 4;
        return value switch
        {
            '\0' => throw Invalid("a NUL character"),
            '\b' or '\f' or '\n' or '\r' or '\t' => throw Invalid("an escape that has a shorter form"),
            < ' ' => value,
            _ when char.IsSurrogate(value) => value,
            _ => throw Invalid("an escape where none is needed"),
        };
    }

    private bool EndsHere(char end, bool first)
    {
        if (Next == end)
        {
            _at++;
            return true;
        }

        if (!first)
        {
            Expect(',');
        }

        return false;
    }

    private void Expect(char expected)
    {
        if (Next != expected)
        {
            throw Invalid($"expected {expected}");
        }

        _at++;
    }
}
