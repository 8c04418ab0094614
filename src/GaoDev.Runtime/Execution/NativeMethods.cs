using System.Runtime.InteropServices;

namespace GaoDev.Runtime.Execution;

/// <summary>What the parent asks of the C library. Used on Linux only.</summary>
internal static partial class NativeMethods
{
    public const int SigKill = 9;

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);
}
