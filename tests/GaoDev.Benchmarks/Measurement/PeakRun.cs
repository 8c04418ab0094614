using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GaoDev.Benchmarks.Measurement;

/// <summary>The child that runs one command and prints the most memory that it held at once, in MiB, as its last line.</summary>
internal static partial class PeakRun
{
    private const int Children = -1;

    public static int Run(string command, IEnumerable<string> arguments)
    {
        using (Process process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!)
        {
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                return process.ExitCode;
            }
        }

        // struct rusage of 64-bit Linux: two times of two longs, then ru_maxrss in KiB.
        long[] usage = new long[18];
        if (GetUsage(Children, usage) != 0)
        {
            return 1;
        }

        Console.WriteLine((usage[4] / 1024.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, long[] usage);
}
