using System.Runtime.InteropServices;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// Writes to the disk which names a folder holds, so that a rename outlasts a power cut. Windows does that with the
/// rename itself, and has no call for it.
/// </summary>
internal static partial class DurableFolder
{
    private const int AtOnce = 8;
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        int result = Sync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);

        // A file system that knows no such thing for folders says so, and has nothing to lose.
        if (result != 0 && error != InvalidArgument)
        {
            throw new IOException($"{path} cannot be written to the disk: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>Flushes a folder and every folder below it, several at once: each waits for the disk and for nothing else.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void FlushTree(string path)
    {
        string[] folders = [path, .. Directory.EnumerateDirectories(path, "*", SearchOption.AllDirectories)];
        IEnumerable<Task> writing = folders.Chunk((folders.Length + AtOnce - 1) / AtOnce).Select(chunk => Task.Factory.StartNew(
            () => Array.ForEach(chunk, Flush), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WhenAll(writing).GetAwaiter().GetResult();
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
