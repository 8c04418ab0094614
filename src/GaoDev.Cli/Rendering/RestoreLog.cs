using System.Globalization;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;

namespace GaoDev.Cli.Rendering;

/// <summary>
/// Says what a restore does, on standard error: on a terminal one line that changes, with bytes and what is being fetched;
/// in a pipe a line for each package; for programs a JSON object for each step. Reports may come from several threads.
/// </summary>
internal sealed class RestoreLog(Terminal terminal, bool json = false) : IProgress<RestoreProgress>
{
    // From the start of the line, clearing it.
    private const string Rewrite = "\r\u001b[2K";
    private const int NameWidth = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private readonly Lock gate = new();
    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly Dictionary<string, long> bytes = [];
    private readonly bool live = terminal.ErrorIsTerminal && !json;
    private long drawn;
    private int downloaded;

    public void Report(RestoreProgress value)
    {
        lock (gate)
        {
            bytes[value.Package] = value.Bytes;
            downloaded += value.Step == RestoreStep.Downloaded ? 1 : 0;
            if (json)
            {
                terminal.Error.WriteLine(JsonOutput.Write(new ProgressJson(Name(value.Step), value.Package, value.Bytes)));
            }
            else if (live)
            {
                Draw(value.Package);
            }
            else if (value.Step == RestoreStep.Downloaded)
            {
                terminal.Error.WriteLine($"  {PluginText.Escape(value.Package)}   {Size(value.Bytes)}");
            }
        }
    }

    public void Complete()
    {
        if (json)
        {
            return;
        }

        string seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        terminal.Error.WriteLine($"{(live ? Rewrite : "")}  {downloaded} {(downloaded == 1 ? "package" : "packages")} downloaded and verified   {seconds} s");
    }

    private void Draw(string package)
    {
        if (drawn != 0 && TimeProvider.System.GetElapsedTime(drawn) < Pause)
        {
            return;
        }

        drawn = TimeProvider.System.GetTimestamp();
        string name = PluginText.Escape(package);
        terminal.Error.Write($"{Rewrite}  {downloaded}/{bytes.Count} packages   {Size(bytes.Values.Sum())}   {(name.Length > NameWidth ? name[..NameWidth] : name)}");
    }

    private static string Name(RestoreStep step) => step switch
    {
        RestoreStep.Downloading => "downloading",
        RestoreStep.Downloaded => "downloaded",
        RestoreStep.Extracted => "extracted",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static string Size(long size) => size < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, size / 1024)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{size / (1024.0 * 1024.0):0.0} MB");
}
