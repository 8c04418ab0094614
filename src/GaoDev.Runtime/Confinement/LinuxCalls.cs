using System.Runtime.InteropServices;

namespace GaoDev.Runtime.Confinement;

/// <summary>What setting up a sandbox, asking a person, and trusting a package ask of the C library. Used on Linux only.</summary>
internal static partial class LinuxCalls
{
    public const uint CloseOnExec = 1; // MFD_CLOEXEC, FD_CLOEXEC
    public const int SetDescriptorFlags = 2; // F_SETFD
    public const int WriteOnly = 1; // O_WRONLY
    public const int Create = 0x40; // O_CREAT
    public const int Append = 0x400; // O_APPEND
    public const int CloseOnExecute = 0x80000; // O_CLOEXEC
    public const uint OwnerOnly = 0b110_000_000; // S_IRUSR, S_IWUSR
    public const int StandardInput = 0; // STDIN_FILENO
    public const int FlushInput = 0; // TCIFLUSH
    public const uint RootUser = 0;

    /// <summary>The user that a plugin runs as where root runs the tool. It owns nothing.</summary>
    public const uint UnprivilegedUser = 60123;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    // .NET's own variables are a copy, which native code does not see.
    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    public static partial int FlushTerminal(int descriptor, int queue);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectory(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    // struct statx is the same on every architecture: mode at 28, user at 20.
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* result);
}
