using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Execution;

/// <summary>What is said wherever a plugin runs that is not confined.</summary>
internal static partial class ConfinementNotice
{
    /// <summary>One line for standard error.</summary>
    public static string Unconfined(string provider) =>
        $"'{PluginText.Escape(provider)}' runs in a process of its own that is not confined: it can do whatever you can.";

    /// <summary>The same for an application's log.</summary>
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The plugin '{Provider}' runs in a process of its own that is not confined: it can do whatever this application's user can.")]
    public static partial void Report(ILogger logger, string provider);
}
