using System.Globalization;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Configuration;

/// <summary>
/// Reads limits as people write them: a name, as in <c>ResidentMemory</c>, <c>resident-memory</c> or <c>resident_memory</c>,
/// and a number with its unit, as in <c>1.5GiB</c> or <c>90s</c>.
/// </summary>
internal static class LimitSettings
{
    private const string Sizes = "B, KiB, MiB or GiB";
    private const string Times = "ms, s, min or h";
    private const string Least = "32 MiB of ManagedMemory, 192 MiB of PrivateMemory, 96 MiB of ResidentMemory, 32 Threads and 96 Descriptors";
    private const long MiB = 1024 * 1024;

    private static readonly Dictionary<string, Func<PluginLimits, string, PluginLimits?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(PluginLimits.ManagedMemory)] = (limits, text) => Size(text, 32 * MiB) is { } value ? limits with { ManagedMemory = value } : null,
        [nameof(PluginLimits.PrivateMemory)] = (limits, text) => Size(text, 192 * MiB) is { } value ? limits with { PrivateMemory = value } : null,
        [nameof(PluginLimits.ResidentMemory)] = (limits, text) => Size(text, 96 * MiB) is { } value ? limits with { ResidentMemory = value } : null,
        [nameof(PluginLimits.Threads)] = (limits, text) => Count(text, int.MaxValue, 32) is { } value ? limits with { Threads = (int)value } : null,
        [nameof(PluginLimits.Descriptors)] = (limits, text) => Count(text, int.MaxValue, 96) is { } value ? limits with { Descriptors = (int)value } : null,
        [nameof(PluginLimits.FileSize)] = (limits, text) => Size(text) is { } value ? limits with { FileSize = value } : null,
        [nameof(PluginLimits.Storage)] = (limits, text) => Size(text) is { } value ? limits with { Storage = value } : null,
        [nameof(PluginLimits.ProcessorTime)] = (limits, text) => Time(text) is { } value ? limits with { ProcessorTime = value } : null,
        [nameof(PluginLimits.ProcessorShare)] = (limits, text) => Number(text, 1024) is { } value ? limits with { ProcessorShare = value } : null,
        [nameof(PluginLimits.WallTime)] = (limits, text) => Time(text) is { } value ? limits with { WallTime = value } : null,
        [nameof(PluginLimits.IdleTime)] = (limits, text) => Time(text) is { } value ? limits with { IdleTime = value } : null,
        [nameof(PluginLimits.Updates)] = (limits, text) => Count(text, long.MaxValue) is { } value ? limits with { Updates = value } : null,
        [nameof(PluginLimits.AnswerBytes)] = (limits, text) => Size(text) is { } value ? limits with { AnswerBytes = value } : null,
        [nameof(PluginLimits.ErrorBytes)] = (limits, text) => Size(text) is { } value ? limits with { ErrorBytes = value } : null,
    };

    /// <summary>The limits with one of them set.</summary>
    /// <param name="limits">What it is set in.</param>
    /// <param name="name">Which.</param>
    /// <param name="text">What to.</param>
    /// <param name="origin">Where that is written, for the message.</param>
    /// <exception cref="PluginException">There is no such limit, or it cannot have that value.</exception>
    public static PluginLimits Set(PluginLimits limits, string name, string text, string origin)
    {
        string plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (!Known.TryGetValue(plain, out Func<PluginLimits, string, PluginLimits?>? set))
        {
            throw new PluginException(
                PluginErrorCode.ConfigurationInvalid, $"{origin}: there is no limit '{name}'.", $"The limits are {string.Join(", ", Known.Keys)}.");
        }

        return set(limits, text.Trim()) ?? throw new PluginException(
            PluginErrorCode.ConfigurationInvalid,
            $"{origin}: the limit {name} cannot be '{text}'.",
            $"Write a number above 0; of bytes, with {Sizes}; of time, with {Times}. .NET itself takes {Least}.");
    }

    private static long? Size(string text, long least = 1) =>
        WithUnit(text, [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("B", 1), ("", 1)], 1L << 50) is { } bytes && bytes >= least ? (long)bytes : null;

    private static TimeSpan? Time(string text) =>
        WithUnit(text, [("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600)], TimeSpan.FromDays(49).TotalSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static long? Count(string text, long most, long least = 1) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most ? value : null;

    // The longer unit stands before one that it ends with.
    private static double? WithUnit(string text, ReadOnlySpan<(string Unit, double Factor)> units, double most)
    {
        foreach ((string unit, double factor) in units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return Number(text[..^unit.Length].TrimEnd(), most / factor) * factor;
            }
        }

        return null;
    }

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0 && value <= most ? value : null;
}
