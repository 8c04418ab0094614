using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Execution;

/// <summary>Finds the host's assembly. This package's build files put it beside the application.</summary>
internal static class HostLocation
{
    /// <summary>Names another host, for work on the host itself.</summary>
    public const string EnvironmentVariable = "GAO_DEV_HOST_PATH";

    private const string Folder = "host";
    public const string File = "GaoDev.Host.dll";

    /// <exception cref="PluginException">There is no host where it should be.</exception>
    public static string Find(HostOptions options)
    {
        string path = options.HostPath
            ?? (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, Folder, File));
        path = Path.GetFullPath(path);
        return System.IO.File.Exists(path) ? path : throw new PluginException(
            PluginErrorCode.HostStartFailed,
            $"The plugin host is not at '{path}'.",
            $"Install the application again, or build it with the package GaoDev.Runtime referenced; {EnvironmentVariable} names a host elsewhere.");
    }
}
