using System.Runtime.InteropServices;

namespace Fixtures.Hostile;

/// <summary>The C library, as a plugin can call it without asking anyone.</summary>
internal static class Native
{
    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static extern nint SystemCall(nint number, nint a, nint b, nint c, nint d, nint e);

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static extern int Socket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    public static extern int Link(string from, string to);

    [DllImport("libc", EntryPoint = "malloc", SetLastError = true)]
    public static extern nint Allocate(nint size);

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static extern nint Map(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [DllImport("libc", EntryPoint = "memset")]
    public static extern nint Fill(nint target, int value, nint length);

    [DllImport("libc", EntryPoint = "pipe", SetLastError = true)]
    public static extern unsafe int Pipe(int* ends);

    [DllImport("libc", EntryPoint = "_exit")]
    public static extern void Exit(int code);

    public static string Result(nint result) => result >= 0 ? $"done: {result}" : $"denied: {Marshal.GetLastPInvokeError()}";
}
