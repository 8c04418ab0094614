using GaoDev.Plugins.Confinement;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Confinement;

/// <summary>
/// Watches what no kernel limit holds: memory as it is resident, processor time of the work at hand, the private folder,
/// what is printed. Closely while there is work, now and then while there is none. Loading a plugin is work.
/// </summary>
internal sealed class LimitWatch(HostChild child, PluginLimits limits, Func<bool> hasNoWork)
{
    private const int StorageEvery = 40;

    private static readonly TimeSpan Close = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Loose = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns the first limit that was passed, or null once cancelled.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        HostSandbox? sandbox = child.Launch.Sandbox;
        int process = sandbox?.ReadProcessId() ?? child.Id;
        TimeSpan before = TimeSpan.Zero;
        try
        {
            for (long round = 0; ; round++)
            {
                bool isIdle = hasNoWork();
                ProcessUsage usage = ProcessUsage.Of(process);
                before = isIdle ? usage.ProcessorTime : before;
                if (FindPassed(usage, usage.ProcessorTime - before) is { } passed)
                {
                    return passed;
                }

                if (round % StorageEvery == 0 && sandbox?.Profile.Storage is { } storage && SizeOf(storage) > limits.Storage)
                {
                    return $"its private folder holds more than {SizeText.Of(limits.Storage)} (limit Storage)";
                }

                await Task.Delay(isIdle ? Loose : Close, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private string? FindPassed(ProcessUsage usage, TimeSpan work)
    {
        if (usage.ResidentBytes > limits.ResidentMemory)
        {
            return $"it uses {SizeText.Of(usage.ResidentBytes)} of memory, and {SizeText.Of(limits.ResidentMemory)} are allowed (limit ResidentMemory)";
        }

        if (work > limits.ProcessorTime)
        {
            return $"it has used {work.TotalSeconds:0.#} s of processor time, and {limits.ProcessorTime.TotalSeconds:0.#} s are allowed (limit ProcessorTime)";
        }

        return child.ErrorBytes > limits.ErrorBytes
            ? $"it has printed {SizeText.Of(child.ErrorBytes)} to standard error, and {SizeText.Of(limits.ErrorBytes)} are allowed (limit ErrorBytes)"
            : null;
    }

    private static long SizeOf(string folder)
    {
        try
        {
            EnumerationOptions all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
            return new DirectoryInfo(folder).EnumerateFiles("*", all).Sum(file => file.Length + Environment.SystemPageSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It changes while it is being counted; the next round counts again.
            return 0;
        }
    }
}
