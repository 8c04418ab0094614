using System.Collections.Concurrent;
using System.Diagnostics;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// Starts every child process from one thread that lives as long as the application. The kernel ties "end when the
/// parent ends" to the thread that started the child, and a pool thread may end at any time.
/// </summary>
internal static class LaunchThread
{
    private static readonly BlockingCollection<(HostLaunch Launch, TaskCompletionSource<Process> Started)> Queue = [];

    static LaunchThread() => new Thread(Run) { IsBackground = true, Name = "plugin host launcher" }.Start();

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static Task<Process> StartAsync(HostLaunch launch)
    {
        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add((launch, started));
        return started.Task;
    }

    private static void Run()
    {
        foreach ((HostLaunch launch, TaskCompletionSource<Process> started) in Queue.GetConsumingEnumerable())
        {
            try
            {
                launch.Lend(isLent: true);
                started.SetResult(Process.Start(launch.Start)!);
            }
            catch (Exception exception)
            {
                // Whatever it is, it is the caller's, and this thread goes on for the others.
                started.SetException(exception);
            }
            finally
            {
                launch.Lend(isLent: false);
            }
        }
    }
}
