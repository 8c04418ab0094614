using System.Runtime.InteropServices;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>The processor time that the calling thread has used, which another program's load does not change as it does a clock.</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    public static double Milliseconds
    {
        get
        {
            Marshal.ThrowExceptionForHR(GetTime(ThreadClock, out TimeSpec time) == 0 ? 0 : Marshal.GetHRForLastWin32Error());
            return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
