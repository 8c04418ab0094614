using System.Globalization;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;

namespace GaoDev.Cli.Rendering;

/// <summary>Says what a restore has done, a line each, on standard error. Reports may come from several threads.</summary>
internal sealed class RestoreLog(Terminal terminal) : IProgress<RestoreProgress>
{
    private readonly Lock gate = new();
    private readonly long started = TimeProvider.System.GetTimestamp();
    private int downloaded;

    public void Report(RestoreProgress value)
    {
        if (value.Step != RestoreStep.Downloaded)
        {
            return;
        }

        lock (gate)
        {
            downloaded++;
            terminal.Error.WriteLine($"  {PluginText.Escape(value.Package)}");
        }
    }

    public void Complete()
    {
        string seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        terminal.Error.WriteLine($"  {downloaded} {(downloaded == 1 ? "package" : "packages")} downloaded and verified   {seconds} s");
    }
}
