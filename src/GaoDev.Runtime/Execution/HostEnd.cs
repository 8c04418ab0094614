using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Execution;

/// <summary>Why a plugin's process is gone, as it is told to everyone who still waited for it.</summary>
internal sealed record HostEnd(PluginErrorCode Code, string Message, string Remedy)
{
    public PluginException ToException(string plugin, Exception? cause = null) => new(Code, Message, Remedy, plugin, cause);

    public static HostEnd Crashed(string plugin, string how) => new(
        PluginErrorCode.HostCrashed,
        $"The plugin '{plugin}' ended in the middle of its work: {how.TrimEnd('.')}.",
        "Run it again; if it ends again, tell the plugin's author.");

    public static HostEnd NotLoaded(string plugin, string how) => new(
        PluginErrorCode.HostCrashed,
        $"The plugin '{plugin}' ended while it was being loaded: {how.TrimEnd('.')}.",
        "Install it again; if that does not help, tell the plugin's author.");

    public static HostEnd NotStarted(string plugin, string how) => new(
        PluginErrorCode.HostStartFailed,
        $"The process of plugin '{plugin}' did not become ready: {how.TrimEnd('.')}.",
        "Check that the .NET 10 runtime is installed, and install this application again.");

    public static HostEnd Violated(string plugin, string how) => new(
        PluginErrorCode.ProtocolViolation,
        $"The plugin '{plugin}' did not keep to the protocol and was ended: {how}",
        "Do not trust this answer; tell the plugin's author.");

    public static HostEnd Exceeded(string plugin, string how) => new(
        PluginErrorCode.LimitExceeded,
        $"The plugin '{plugin}' went over a limit and was ended: {how}.",
        "Give it a smaller task, or raise the limit that is named.");

    public static HostEnd Overran(string plugin, string how) => new(
        PluginErrorCode.DeadlineExceeded,
        $"The plugin '{plugin}' {how} and was ended.",
        "Run it again; if it hangs again, tell the plugin's author.");
}
