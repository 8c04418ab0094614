using System.Runtime.Versioning;

namespace GaoDev.Host.Channel;

/// <summary>How this process stays with its parent: it ends when the parent does, and only then.</summary>
internal static class ParentTie
{
    /// <summary>
    /// A session of its own, so that Ctrl-C in the terminal reaches the parent alone, which then cancels in order; and
    /// the kernel kills this process when the parent's launching thread ends. The end of the input pipe says the same
    /// more slowly, and also where the parent was gone before this call.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static void Establish()
    {
        // Fails where a sandbox has made the session already, which is as good.
        _ = NativeMethods.SetSession();
        _ = NativeMethods.Prctl(NativeMethods.SetParentDeathSignal, NativeMethods.Kill, 0, 0, 0);
    }

    /// <summary>Ends the process at once after a while, whatever a plugin's exit handlers and threads do.</summary>
    public static void ExitAfter(TimeSpan delay, int code)
    {
        Thread watchdog = new(() =>
        {
            Thread.Sleep(delay);
            NativeMethods.ExitNow(code);
        })
        {
            IsBackground = true,
            Name = "exit watchdog",
        };
        watchdog.Start();
    }
}
