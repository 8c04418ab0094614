using System.Runtime.InteropServices;

namespace GaoDev.Plugins.Confinement;

/// <summary>
/// The two filters of a confined process. The sandbox sets the first before the host is executed; the host sets the
/// second on all its threads once the runtime is up and before it reads a byte of the plugin. Neither can be taken off.
/// </summary>
internal static class SystemCallFilter
{
    private const uint AuditX64 = 0xC000003E;
    private const uint AuditArm64 = 0xC00000B7;
    private const uint X32Bit = 0x40000000;

    private const uint UnixSockets = 1;
    private const uint Internet4 = 2;
    private const uint Internet6 = 10;
    private const uint DatagramSocket = 2;
    private const uint SocketTypeBits = 0xF;
    private const uint NewNamespaces = 0x7E020000; // every CLONE_NEW… flag
    private const uint CloneThread = 0x00010000;
    private const uint PushTerminalInput = 0x5412; // TIOCSTI
    private const uint TerminalSelection = 0x541C; // TIOCLINUX
    private const uint SetDumpable = 4; // PR_SET_DUMPABLE
    private const uint SharedAnonymous = 0x21; // MAP_SHARED | MAP_ANONYMOUS

    private static readonly uint NotPermitted = FilterProgram.Error(1); // EPERM
    private static readonly uint NotImplemented = FilterProgram.Error(38); // ENOSYS

    /// <summary>Whether there are filters for this machine.</summary>
    public static bool IsSupported => RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>What holds from before the host is executed.</summary>
    public static byte[] First(Architecture architecture)
    {
        FilterProgram program = Begin(architecture);
        AddCommon(program, architecture);
        program.End(FilterProgram.Allow);
        return program.ToArray();
    }

    /// <summary>What the host adds for itself.</summary>
    /// <param name="architecture">The machine's.</param>
    /// <param name="allowsPrograms">Whether the plugin was granted to start a program.</param>
    public static byte[] Second(Architecture architecture, bool allowsPrograms)
    {
        FilterProgram program = Begin(architecture);
        foreach (SystemCall call in SystemCalls.Uncounted)
        {
            // A program that was started is ended by a signal.
            if (!(allowsPrograms && call.Name is "kill" or "tkill"))
            {
                program.ForCall(Number(call, architecture), static rules => rules.End(NotPermitted));
            }
        }

        if (!allowsPrograms)
        {
            foreach (SystemCall call in SystemCalls.Programs)
            {
                program.ForCall(Number(call, architecture), static rules => rules.End(NotPermitted));
            }

            program.ForCall(Number(SystemCalls.Clone, architecture), static rules =>
            {
                rules.LoadArgument(0);
                rules.WhenAnySet(CloneThread, FilterProgram.Allow);
                rules.End(NotPermitted);
            });
        }

        program.ForCall(Number(SystemCalls.SetLimits, architecture), static rules =>
        {
            // Reading a limit gives no new one.
            rules.LoadArgument(2);
            rules.Unless(0, NotPermitted);
            rules.LoadUpperHalf(2);
            rules.Unless(0, NotPermitted);
            rules.End(FilterProgram.Allow);
        });
        program.ForCall(Number(SystemCalls.MapMemory, architecture), static rules =>
        {
            rules.LoadArgument(3);
            rules.Mask(SharedAnonymous);
            rules.WhenEqual(SharedAnonymous, NotPermitted);
            rules.End(FilterProgram.Allow);
        });
        program.ForCall(Number(SystemCalls.ControlProcess, architecture), static rules =>
        {
            rules.LoadArgument(0);
            rules.WhenEqual(SetDumpable, NotPermitted);
            rules.End(FilterProgram.Allow);
        });
        program.End(FilterProgram.Allow);
        return program.ToArray();
    }

    internal static int Number(SystemCall call, Architecture architecture) => architecture switch
    {
        Architecture.X64 => call.X64,
        Architecture.Arm64 => call.Arm64,
        _ => throw new PlatformNotSupportedException($"There is no system call filter for {architecture}."),
    };

    private static FilterProgram Begin(Architecture architecture)
    {
        FilterProgram program = new();
        program.LoadArchitecture();
        program.Unless(architecture == Architecture.X64 ? AuditX64 : AuditArm64, FilterProgram.KillProcess);
        program.LoadNumber();
        if (architecture == Architecture.X64)
        {
            // The 32-bit names of the same calls would pass every rule by.
            program.WhenAnySet(X32Bit, NotImplemented);
        }

        return program;
    }

    private static void AddCommon(FilterProgram program, Architecture architecture)
    {
        program.WhenGreater(SystemCalls.Newest, NotImplemented);
        foreach (SystemCall call in SystemCalls.Privileged)
        {
            program.ForCall(Number(call, architecture), static rules => rules.End(NotPermitted));
        }

        // Its flags lie in memory, where a filter cannot see them; the C library then uses clone.
        program.ForCall(Number(SystemCalls.Clone3, architecture), static rules => rules.End(NotImplemented));
        program.ForCall(Number(SystemCalls.Clone, architecture), static rules =>
        {
            rules.LoadArgument(0);
            rules.WhenAnySet(NewNamespaces, NotPermitted);
            rules.End(FilterProgram.Allow);
        });
        program.ForCall(Number(SystemCalls.Socket, architecture), static rules =>
        {
            rules.LoadArgument(1);
            rules.Mask(SocketTypeBits);
            rules.WhenEqual(0, NotPermitted);
            rules.WhenGreater(DatagramSocket, NotPermitted);
            rules.LoadArgument(0);
            rules.WhenEqual(UnixSockets, FilterProgram.Allow);
            rules.WhenEqual(Internet4, FilterProgram.Allow);
            rules.WhenEqual(Internet6, FilterProgram.Allow);
            rules.End(NotPermitted);
        });
        program.ForCall(Number(SystemCalls.SocketPair, architecture), static rules =>
        {
            rules.LoadArgument(0);
            rules.WhenEqual(UnixSockets, FilterProgram.Allow);
            rules.End(NotPermitted);
        });
        program.ForCall(Number(SystemCalls.ControlDevice, architecture), static rules =>
        {
            rules.LoadArgument(1);
            rules.WhenEqual(PushTerminalInput, NotPermitted);
            rules.WhenEqual(TerminalSelection, NotPermitted);
            rules.End(FilterProgram.Allow);
        });
        program.ForCall(Number(SystemCalls.Personality, architecture), static rules =>
        {
            rules.LoadArgument(0);
            rules.WhenEqual(0, FilterProgram.Allow);
            rules.WhenEqual(uint.MaxValue, FilterProgram.Allow);
            rules.End(NotPermitted);
        });
    }
}
