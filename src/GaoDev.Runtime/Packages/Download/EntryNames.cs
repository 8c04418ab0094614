using System.Buffers;

namespace GaoDev.Runtime.Packages.Download;

/// <summary>Which names the files of a package may have: those that mean one file, below where they are put, on every system.</summary>
internal static class EntryNames
{
    private const int MaximumLength = 1024;

    private static readonly SearchValues<char> NotOnWindows = SearchValues.Create("<>:\"|?*");

    /// <summary>What is wrong with a name, or null. <paramref name="name"/> has NuGet's escapes already undone.</summary>
    public static string? Fault(string name)
    {
        if (name.Length is 0 or > MaximumLength)
        {
            return "is empty or too long";
        }

        if (name.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
        {
            return "has control characters";
        }

        // Windows takes both separators, so both are looked at everywhere.
        string[] segments = name.Split('/', '\\');
        if (segments[0].Length == 0 || segments[0].Contains(':', StringComparison.Ordinal))
        {
            return "is an absolute path";
        }

        return Array.Exists(segments, segment => segment is ".." or ".") ? "leaves its folder" : null;
    }

    /// <summary>Whether a file of that name can be kept on every system: no empty, reserved or trimmed segment.</summary>
    public static bool IsPortable(string name) =>
        !name.Contains('\\', StringComparison.Ordinal)
        && !name.AsSpan().ContainsAny(NotOnWindows)
        && Array.TrueForAll(name.Split('/'), segment =>
            segment.Length is > 0 and <= 200 && !segment.EndsWith('.') && !segment.EndsWith(' ') && !IsReserved(segment));

    private static bool IsReserved(string segment)
    {
        string stem = segment.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
                && char.IsAsciiDigit(stem[3]));
    }
}
