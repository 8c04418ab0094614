using System.Globalization;
using System.Text;

namespace GaoDev.Generators.Emit;

/// <summary>Values as C# literals.</summary>
internal static class CSharpLiteral
{
    /// <summary>A string literal. All but printable ASCII is escaped: a lone surrogate would not survive the file's encoding.</summary>
    public static string String(string value)
    {
        StringBuilder literal = new(value.Length + 2);
        literal.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\')
            {
                literal.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                literal.Append(c);
            }
            else
            {
                literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return literal.Append('"').ToString();
    }

    public static string Bool(bool value) => value ? "true" : "false";
}
