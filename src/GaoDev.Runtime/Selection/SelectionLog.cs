using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Selection;

/// <summary>What selection writes to the log.</summary>
internal static partial class SelectionLog
{
    [LoggerMessage(1, LogLevel.Information, "Provider '{Provider}' is tried again after {Delay}.")]
    public static partial void Retrying(ILogger logger, string provider, TimeSpan delay, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Provider '{Provider}' failed ({Kind}); the next one is asked.")]
    public static partial void FallingBack(ILogger logger, string provider, ProviderErrorKind kind, Exception exception);
}
