using System.ComponentModel;
using System.Runtime.InteropServices;
using GaoDev.Host.Channel;
using GaoDev.Plugins.Confinement;

namespace GaoDev.Host.Confinement;

/// <summary>
/// What the host takes from itself, after the sandbox around it has been made and before it reads a byte of the plugin.
/// None of it can be undone by this process.
/// </summary>
internal static class HostConfinement
{
    private const int LimitFileSize = 1; // RLIMIT_FSIZE
    private const int LimitData = 2; // RLIMIT_DATA
    private const int LimitCore = 4; // RLIMIT_CORE
    private const int LimitProcesses = 6; // RLIMIT_NPROC
    private const int LimitDescriptors = 7; // RLIMIT_NOFILE
    private const int SetFilter = 1; // SECCOMP_SET_MODE_FILTER
    private const int AllThreads = 1; // SECCOMP_FILTER_FLAG_TSYNC
    private const int SeccompX64 = 317;
    private const int SeccompArm64 = 277;
    private const int FilterInstructionLength = 8;

    /// <summary>The limits that hold, or null where this process is not confined.</summary>
    public static HostLimitArguments? Limits { get; private set; }

    /// <exception cref="IOException">A part cannot be had, so nothing may run here.</exception>
    public static void Enter(HostLimitArguments limits)
    {
        Limits = limits;
        OpenAuthorityFile();
        Limit(LimitData, limits.Memory);
        Limit(LimitProcesses, limits.Threads);
        Limit(LimitDescriptors, limits.Descriptors);
        Limit(LimitFileSize, limits.FileSize);
        Limit(LimitCore, 0);
        Check(NativeMethods.Prctl(NativeMethods.SetDumpable, 0, 0, 0, 0), "its memory cannot be closed to others");
        Check(NativeMethods.Prctl(NativeMethods.SetNoNewPrivileges, 1, 0, 0, 0), "it cannot give up new privileges");
        Filter(SystemCallFilter.Second(RuntimeInformation.ProcessArchitecture, limits.AllowsPrograms));
    }

    // Made now, since no memory file can be made later; filled when the relay's authority is first needed.
    private static void OpenAuthorityFile()
    {
        int descriptor = NativeMethods.CreateMemoryFile("authority", 0);
        Check(descriptor, "no memory file can be made");
        Check(NativeMethods.Dup2(descriptor, SandboxLayout.AuthorityDescriptor), "a descriptor cannot be moved");
        Check(NativeMethods.Close(descriptor), "a descriptor cannot be closed");
    }

    private static unsafe void Limit(int resource, long value)
    {
        ulong* limit = stackalloc ulong[2];
        limit[0] = limit[1] = (ulong)value;
        Check(NativeMethods.SetLimit(resource, limit), $"limit {resource} cannot be set");
    }

    private static unsafe void Filter(byte[] program)
    {
        int call = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? SeccompX64 : SeccompArm64;
        fixed (byte* instructions = program)
        {
            // struct sock_fprog: a length of 16 bits, padding, a pointer.
            nint* description = stackalloc nint[2];
            description[0] = program.Length / FilterInstructionLength;
            description[1] = (nint)instructions;

            // With all threads, a result above 0 names one that could not follow.
            if (NativeMethods.SystemCall(call, SetFilter, AllThreads, (nint)description, 0, 0) != 0)
            {
                Check(-1, "the system call filter cannot be set");
            }
        }
    }

    private static void Check(int result, string what)
    {
        if (result < 0)
        {
            throw new IOException($"The host cannot be confined: {what}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }
}
