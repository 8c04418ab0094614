using System.Diagnostics;
using System.Globalization;

namespace GaoDev.Benchmarks.Measurement;

/// <summary>Runs a command in a fresh process and measures it.</summary>
internal static class ColdProcess
{
    /// <summary>Wall time of the whole process, in milliseconds.</summary>
    public static double Wall(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null)
    {
        long started = Stopwatch.GetTimestamp();
        Run(file, arguments, environment, workingDirectory);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>What the process itself measured and printed as its last line.</summary>
    public static double Reported(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null) =>
        double.Parse(Run(file, arguments, environment, workingDirectory).TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);

    private static string Run(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, string? workingDirectory)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workingDirectory ?? "" };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{error.Result}");
    }
}
