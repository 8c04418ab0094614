using System.ComponentModel;
using System.Diagnostics;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Confinement;

namespace GaoDev.Runtime.Execution;

/// <summary>The operating system's side of a plugin's process: its pipes, its last words, its end.</summary>
internal sealed class HostChild : IAsyncDisposable
{
    private readonly Process process;
    private readonly StandardErrorTail errors = new();
    private readonly CancellationTokenSource draining = new();
    private readonly Task drained;
    private ControlGroup? group;
    private int isSweeping;

    private HostChild(Process process, HostLaunch launch)
    {
        this.process = process;
        Launch = launch;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        drained = errors.DrainAsync(process.StandardError.BaseStream, draining.Token);
    }

    public int Id { get; }

    /// <summary>How it was started, and what it has around it.</summary>
    public HostLaunch Launch { get; }

    /// <summary>How many bytes it has printed to standard error.</summary>
    public long ErrorBytes => errors.Total;

    /// <summary>What the child reads.</summary>
    public Stream Input { get; }

    /// <summary>What the child writes.</summary>
    public Stream Output { get; }

    /// <exception cref="PluginException">The program cannot be started, or not be confined.</exception>
    public static async Task<HostChild> LaunchAsync(HostedPlugin plugin, SandboxProfile? profile, HostOptions options)
    {
        HostLaunch launch = await HostLauncher.PrepareAsync(plugin, profile, options).ConfigureAwait(false);
        ProcessStartInfo start = launch.Start;
        try
        {
            return new HostChild(await LaunchThread.StartAsync(launch).ConfigureAwait(false), launch);
        }
        catch (Win32Exception exception)
        {
            await launch.DisposeAsync().ConfigureAwait(false);
            throw new PluginException(
                PluginErrorCode.HostStartFailed,
                $"The process of plugin '{plugin.Name}' could not be started: '{start.FileName}': {exception.Message}.",
                "Check that the .NET 10 runtime is installed and may be executed.",
                plugin.Name,
                exception);
        }
    }

    /// <summary>
    /// Puts a confined process into a control group, where one is to be had: before it reads a byte of the plugin, so that
    /// what it starts is in it too.
    /// </summary>
    public void HoldInGroup(PluginLimits limits)
    {
        if (Launch.Sandbox?.ReadProcessId() is { } confined)
        {
            group = ControlGroup.TryHold(confined, limits);
        }
    }

    /// <summary>Ends the process and what it has started, now.</summary>
    public void Kill()
    {
        try
        {
            // What is confined ends with the first process of its world, and that one with its parent.
            process.Kill(entireProcessTree: Launch.Sandbox is null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has just ended by itself, or a descendant did.
        }
    }

    /// <summary>Waits for the process's end, for so long; then ends it.</summary>
    public async Task EndAsync(TimeSpan patience, TimeProvider timeProvider)
    {
        Task exited = process.WaitForExitAsync();
        await Task.WhenAny(exited, Task.Delay(patience, timeProvider)).ConfigureAwait(false);
        if (!exited.IsCompleted)
        {
            Kill();
        }

        await exited.ConfigureAwait(false);
        if (OperatingSystem.IsLinux() && Interlocked.Exchange(ref isSweeping, 1) == 0)
        {
            // The host makes a session of its own, so what it started and left behind is in the group of its id. Once,
            // and at once: later the id may be another's.
            _ = NativeMethods.Kill(-Id, NativeMethods.SigKill);
        }
    }

    /// <summary>How the process ended and what it last said. Call after its end.</summary>
    public async Task<string> DescribeEndAsync(PluginText text, TimeProvider timeProvider)
    {
        // What the dead process printed is in the pipe; a descendant that holds the pipe open is not waited for.
        await Task.WhenAny(drained, Task.Delay(TimeSpan.FromMilliseconds(500), timeProvider)).ConfigureAwait(false);
        string how = ExitDescription.Describe(process.ExitCode);
        return errors.Describe(text) is { } said ? $"{how}; it last said: {said}" : how;
    }

    /// <summary>What the process has said so far.</summary>
    public string DescribeOutput(PluginText text) => errors.Describe(text) is { } said ? $"; it said: {said}" : "";

    public async ValueTask DisposeAsync()
    {
        await draining.CancelAsync().ConfigureAwait(false);
        process.Dispose();
        await Input.DisposeAsync().ConfigureAwait(false);
        await Output.DisposeAsync().ConfigureAwait(false);
        draining.Dispose();
        group?.Dispose();
        await Launch.DisposeAsync().ConfigureAwait(false);
    }
}
