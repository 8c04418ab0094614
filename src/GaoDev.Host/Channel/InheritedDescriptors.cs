using System.Globalization;

namespace GaoDev.Host.Channel;

/// <summary>
/// Descriptors that the application left open by accident: files, folders, sockets of its own. What survived the start of
/// a program was not marked to be closed, and the runtime marks all of its own.
/// </summary>
internal static class InheritedDescriptors
{
    private const int LastStandard = 2;

    public static void Close()
    {
        foreach (string entry in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            int descriptor = int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture);
            if (descriptor > LastStandard && NativeMethods.Fcntl(descriptor, NativeMethods.GetDescriptorFlags, 0) == 0)
            {
                _ = NativeMethods.Close(descriptor);
            }
        }
    }
}
