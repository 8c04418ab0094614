using System.Globalization;

namespace GaoDev.Generators.Parsing;

/// <summary>Numbers in the shortest form that reads back as the same value, on every runtime that compilers run on.</summary>
internal static class NumberText
{
    /// <summary>The text, or null where JSON cannot write the number.</summary>
    public static string? Format(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return null;
        }

        if (number == 0)
        {
            return "0";
        }

        // "R" is the shortest on .NET and is not on .NET Framework; trying each precision is so on both.
        for (int precision = 1; precision < 17; precision++)
        {
            string text = number.ToString("E" + (precision - 1), CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == number)
            {
                return Plain(text);
            }
        }

        return Plain(number.ToString("E16", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes digits and exponent as .NET does: positional from 0.0001 up to seventeen digits before the point.</summary>
    private static string Plain(string scientific)
    {
        int e = scientific.IndexOf('E');
        int exponent = int.Parse(scientific.Substring(e + 1), CultureInfo.InvariantCulture);
        string sign = scientific[0] == '-' ? "-" : "";
        string digits = scientific.Substring(sign.Length, e - sign.Length).Replace(".", "");
        if (exponent < -4 || exponent > 16)
        {
            string fraction = digits.Length > 1 ? "." + digits.Substring(1) : "";
            return $"{sign}{digits[0]}{fraction}E{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
        }

        if (exponent < 0)
        {
            return sign + "0." + new string('0', -exponent - 1) + digits;
        }

        string padded = digits.PadRight(exponent + 1, '0');
        return sign + padded.Substring(0, exponent + 1) + (padded.Length > exponent + 1 ? "." + padded.Substring(exponent + 1) : "");
    }
}
