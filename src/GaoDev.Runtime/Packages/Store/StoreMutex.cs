using System.Diagnostics;
using System.Globalization;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// Lets one process at a time change a home folder. The system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class StoreMutex : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private StoreMutex(FileStream file) => _file = file;

    /// <exception cref="PluginException">Another process held it all the time, or the folder cannot be written.</exception>
    public static async Task<StoreMutex> AcquireAsync(StoreLayout layout, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (TryOpen(layout.Mutex) is { } file)
            {
                Introduce(layout);
                return new StoreMutex(file);
            }

            if (Stopwatch.GetElapsedTime(started) > timeout)
            {
                throw new PluginException(
                    PluginErrorCode.StoreBusy,
                    $"Another gao-dev{DescribeHolder(layout)} has been changing {layout.Home} for {timeout.TotalSeconds:0} seconds.",
                    "Wait for it to end, or end it, and try again.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Takes the lock of a file, or gives null where another process has it.</summary>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    // Only a message needs it, so that a full disk must not stop what makes room on it.
    private static void Introduce(StoreLayout layout)
    {
        try
        {
            File.WriteAllText(HolderOf(layout), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
        }
    }

    private static string HolderOf(StoreLayout layout) => layout.Mutex + ".holder";

    private static string DescribeHolder(StoreLayout layout)
    {
        try
        {
            string text = File.ReadAllText(HolderOf(layout));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? $" (process {id})" : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
