using System.Globalization;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Cli.Commands;

/// <summary>Reads what follows <c>--timeout</c>.</summary>
internal static class TimeoutArgument
{
    /// <exception cref="PluginException">It is no number of seconds that anybody can wait.</exception>
    public static TimeSpan? Read(double? seconds) => seconds switch
    {
        null => null,
        > 0 and < 1e6 => TimeSpan.FromSeconds(seconds.Value),
        _ => throw new PluginException(PluginErrorCode.ArgumentMalformed, $"--timeout is {seconds.Value.ToString(CultureInfo.InvariantCulture)}.", "Give a positive number of seconds."),
    };
}
