using System.Runtime.InteropServices;

namespace GaoDev.Host.Channel;

/// <summary>What the host asks of the C library. Used on Unix only.</summary>
internal static partial class NativeMethods
{
    public const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    public const int SetParentDeathSignal = 1; // PR_SET_PDEATHSIG
    public const int Kill = 9; // SIGKILL

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Prctl(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);
}
