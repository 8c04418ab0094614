using System.Runtime.InteropServices;

namespace GaoDev.Host.Channel;

/// <summary>What the host asks of the C library. Used on Linux only.</summary>
internal static partial class NativeMethods
{
    public const int GetDescriptorFlags = 1; // F_GETFD
    public const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    public const int SetParentDeathSignal = 1; // PR_SET_PDEATHSIG
    public const int SetDumpable = 4; // PR_SET_DUMPABLE
    public const int SetNoNewPrivileges = 38; // PR_SET_NO_NEW_PRIVS
    public const int Kill = 9; // SIGKILL
    public const int ReadOnly = 0; // O_RDONLY
    public const int WriteOnly = 1; // O_WRONLY

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Prctl(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static unsafe partial int SetLimit(int resource, ulong* softAndHard);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);
}
