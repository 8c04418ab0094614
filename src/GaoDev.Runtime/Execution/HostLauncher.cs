using System.Diagnostics;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// The one place that says how a plugin's process is started: program, arguments, environment, and whatever stands in
/// front of them to confine it.
/// </summary>
internal static class HostLauncher
{
    /// <summary>What the child must report about itself before it is told anything.</summary>
    public const Confinement Expected = Confinement.None;

    public static ProcessStartInfo Describe(HostedPlugin plugin, HostOptions options)
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
