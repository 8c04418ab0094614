using System.ComponentModel;
using System.Diagnostics;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Execution;

/// <summary>The operating system's side of a plugin's process: its pipes, its last words, its end.</summary>
internal sealed class HostChild : IDisposable
{
    private readonly Process process;
    private readonly StandardErrorTail errors = new();
    private readonly CancellationTokenSource draining = new();
    private readonly Task drained;

    private HostChild(Process process)
    {
        this.process = process;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        drained = errors.DrainAsync(process.StandardError.BaseStream, draining.Token);
    }

    public int Id { get; }

    /// <summary>What the child reads.</summary>
    public Stream Input { get; }

    /// <summary>What the child writes.</summary>
    public Stream Output { get; }

    /// <exception cref="PluginException">The program cannot be started.</exception>
    public static async Task<HostChild> LaunchAsync(HostedPlugin plugin, HostOptions options)
    {
        ProcessStartInfo start = HostLauncher.Describe(plugin, options);
        try
        {
            return new HostChild(await LaunchThread.StartAsync(start).ConfigureAwait(false));
        }
        catch (Win32Exception exception)
        {
            throw new PluginException(
                PluginErrorCode.HostStartFailed,
                $"The process of plugin '{plugin.Name}' could not be started: '{start.FileName}': {exception.Message}.",
                "Check that the .NET 10 runtime is installed and may be executed.",
                plugin.Name,
                exception);
        }
    }

    /// <summary>Ends the process and what it has started, now.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
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

    public void Dispose()
    {
        draining.Cancel();
        process.Dispose();
        Input.Dispose();
        Output.Dispose();
        draining.Dispose();
    }
}
