using System.Diagnostics;
using GaoDev.Runtime.Confinement;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// The one place that says how a plugin's process is started: program, arguments, environment, and what stands in front
/// of them to confine it. There is no way from a confined start to one that is not.
/// </summary>
internal static class HostLauncher
{
    /// <exception cref="Plugins.Diagnostics.PluginException">The host is not there, or the plugin cannot be confined.</exception>
    public static async Task<HostLaunch> PrepareAsync(HostedPlugin plugin, SandboxProfile? profile, HostOptions options)
    {
        if (plugin.IsConfined)
        {
            if (!OperatingSystem.IsLinux())
            {
                throw new PlatformNotSupportedException("There is no sandbox on this operating system.");
            }

            return await SandboxedStart.PrepareAsync(plugin, profile ?? throw new ArgumentNullException(nameof(profile)), options).ConfigureAwait(false);
        }

        return new HostLaunch(DescribeUnconfined(plugin, options), plugin.Assets, plugin.WorkingDirectory, Sandbox: null);
    }

    private static ProcessStartInfo DescribeUnconfined(HostedPlugin plugin, HostOptions options)
    {
        string host = HostLocation.Find(options);
        ProcessStartInfo start = new(DotnetLauncher.Find(options))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.Exists(plugin.WorkingDirectory) ? plugin.WorkingDirectory : Path.GetDirectoryName(host)!,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(host);
        HostEnvironment.Apply(start.Environment, plugin);
        return start;
    }
}
