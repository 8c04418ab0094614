using System.ComponentModel;
using System.Globalization;
using GaoDev.Plugins.Confinement;

namespace GaoDev.Host.Confinement;

/// <summary>Says which limit an exception of the plugin's comes from, where it comes from one that the kernel or the runtime holds.</summary>
internal static class ReachedLimit
{
    private const int TooManyOpenFiles = 24; // EMFILE
    private const int FileTooLarge = 27; // EFBIG
    private const double Nearly = 0.75;

    /// <summary>The limit with its value, or null.</summary>
    public static string? Find(Exception exception, HostLimitArguments limits)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case OutOfMemoryException:
                    return Memory(cause, limits);
                case IOException { HResult: TooManyOpenFiles } or Win32Exception { NativeErrorCode: TooManyOpenFiles }:
                    return Text("Descriptors", Number(limits.Descriptors));
                case IOException { HResult: FileTooLarge }:
                // What .NET makes of it where it writes.
                case ArgumentOutOfRangeException when cause.StackTrace?.Contains("System.IO.RandomAccess.", StringComparison.Ordinal) is true:
                    return Text("FileSize", SizeText.Of(limits.FileSize));
            }
        }

        return null;
    }

    // One exception stands for three limits; where it was thrown and what is in use tell them apart.
    private static string Memory(Exception exception, HostLimitArguments limits)
    {
        string trace = exception.StackTrace ?? "";
        if (trace.Contains("System.Threading.Thread.Start", StringComparison.Ordinal))
        {
            return Text("Threads", Number(limits.Threads));
        }

        // The one frame that all ways share; those above it may be gone as tail calls. Files do not come by here.
        if (trace.Contains("AssemblyLoadContext.InternalLoad(", StringComparison.Ordinal))
        {
            return "no assembly from memory: bring it as a file of the package";
        }

        GCMemoryInfo heap = GC.GetGCMemoryInfo();
        bool isManaged = heap.TotalAvailableMemoryBytes < limits.Memory && heap.HeapSizeBytes > heap.TotalAvailableMemoryBytes * Nearly;
        return isManaged ? Text("ManagedMemory", SizeText.Of(heap.TotalAvailableMemoryBytes)) : Text("PrivateMemory", SizeText.Of(limits.Memory));
    }

    private static string Text(string limit, string value) => $"{limit}, {value}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
