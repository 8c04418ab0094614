using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Registry;

/// <summary>What the registry writes to the log. Never a setting's value.</summary>
internal static partial class RegistryLog
{
    [LoggerMessage(1, LogLevel.Warning, "Provider '{Provider}' failed while it was disposed.")]
    public static partial void DisposalFailed(ILogger logger, Exception exception, string provider);

    [LoggerMessage(2, LogLevel.Warning, "Plugin '{Provider}' failed while it was unloaded.")]
    public static partial void UnloadFailed(ILogger logger, Exception exception, string provider);

    [LoggerMessage(3, LogLevel.Debug, "Provider '{Provider}' {Version} was made with {Settings}.")]
    public static partial void Created(ILogger logger, string provider, string version, string settings);

    [LoggerMessage(4, LogLevel.Warning, "A callback for '{Provider}' failed.")]
    public static partial void CallbackFailed(ILogger logger, Exception exception, string provider);
}
