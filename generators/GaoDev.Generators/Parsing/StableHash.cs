using System.Globalization;

namespace GaoDev.Generators.Parsing;

/// <summary>FNV-1a over a text's UTF-16 code units: the same on every machine and runtime. Tells names apart, protects nothing.</summary>
internal static class StableHash
{
    /// <summary>Eight lower-case hexadecimal digits.</summary>
    public static string Compute(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ (byte)c) * 16777619);
            hash = unchecked((hash ^ (byte)(c >> 8)) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
