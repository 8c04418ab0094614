using System.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Egress;

namespace GaoDev.Runtime.Execution;

/// <summary>How one process is started, and what belongs to it for as long as it lives.</summary>
/// <param name="Start">Program, arguments, environment.</param>
/// <param name="Assets">The plugin's files as the process sees them.</param>
/// <param name="WorkingDirectory">The folder of relative paths as the process sees it.</param>
/// <param name="Sandbox">What confines it, or null where nothing does.</param>
internal sealed record HostLaunch(ProcessStartInfo Start, PluginAssets Assets, string WorkingDirectory, HostSandbox? Sandbox) : IAsyncDisposable
{
    /// <summary>Whether a program that is started now gets what is meant for this one.</summary>
    public void Lend(bool isLent)
    {
        foreach (MemoryFile file in Sandbox?.Files ?? [])
        {
            file.Lend(isLent);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Sandbox is not null)
        {
            await Sandbox.DisposeAsync().ConfigureAwait(false);
        }
    }
}
