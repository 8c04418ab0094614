using System.Globalization;
using System.Runtime.InteropServices;
using GaoDev.Host.Channel;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Confinement;

/// <summary>
/// Tries from inside what a confined process must not be able to do. No probe sends a packet, starts a process or
/// changes a file, wherever it runs.
/// </summary>
internal static class ConfinementProbe
{
    private const int InternetFamily = 2; // AF_INET
    private const int DatagramSocket = 2; // SOCK_DGRAM
    private const int NotPermitted = 1; // EPERM
    private const int CloneSignalHandlers = 0x800; // CLONE_SIGHAND, which the kernel refuses alone
    private const int CloneX64 = 56;
    private const int CloneArm64 = 220;
    private const int ExecuteX64 = 59;
    private const int ExecuteArm64 = 221;

    // A documentation address (RFC 5737). Connecting a datagram socket asks for a route and sends nothing.
    private static readonly byte[] Unreachable = [InternetFamily, 0, 0, 9, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <param name="pins">Each granted path, and the identity of what was judged there.</param>
    public static ConfinementMessage Run(IReadOnlyList<(string Path, string Identity)> pins)
    {
        long capabilities = 0;
        bool noNewPrivileges = false;
        int filter = 0;
        foreach (string line in File.ReadLines("/proc/self/status"))
        {
            string value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            if (line.StartsWith("Cap", StringComparison.Ordinal))
            {
                capabilities |= long.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("NoNewPrivs:", StringComparison.Ordinal))
            {
                noNewPrivileges = value == "1";
            }
            else if (line.StartsWith("Seccomp:", StringComparison.Ordinal))
            {
                filter = int.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        bool openDenied = IsDenied("/etc/shadow", NativeMethods.ReadOnly)
            && IsDenied("/etc/passwd", NativeMethods.ReadOnly)
            && IsDenied("/root", NativeMethods.ReadOnly)
            && IsDenied("/proc/sys/kernel/core_pattern", NativeMethods.WriteOnly)
            && IsDenied("/proc/self/oom_score_adj", NativeMethods.WriteOnly);
        bool foldersAsGranted = pins.All(pin => FileIdentity.Of(pin.Path) == pin.Identity);
        return new ConfinementMessage(Environment.ProcessId, capabilities, noNewPrivileges, filter, openDenied, IsConnectDenied(), IsForkDenied(), IsProgramDenied(), foldersAsGranted);
    }

    private static bool IsDenied(string path, int flags)
    {
        int descriptor = NativeMethods.Open(path, flags);
        if (descriptor < 0)
        {
            return true;
        }

        _ = NativeMethods.Close(descriptor);
        return false;
    }

    private static bool IsConnectDenied()
    {
        int socket = NativeMethods.Socket(InternetFamily, DatagramSocket, 0);
        if (socket < 0)
        {
            return true;
        }

        bool isDenied = NativeMethods.Connect(socket, Unreachable, Unreachable.Length) < 0;
        _ = NativeMethods.Close(socket);
        return isDenied;
    }

    // Flags that no kernel accepts: a filter refuses them before, and without one nothing is started either.
    private static bool IsForkDenied() => FailsBy(NotPermitted, CloneX64, CloneArm64, CloneSignalHandlers);

    // A null path is refused by the kernel; a filter refuses the call itself.
    private static bool IsProgramDenied() => FailsBy(NotPermitted, ExecuteX64, ExecuteArm64, 0);

    private static bool FailsBy(int error, int x64, int arm64, nint argument)
    {
        int call = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? x64 : arm64;
        return NativeMethods.SystemCall(call, argument, 0, 0, 0, 0) < 0 && Marshal.GetLastPInvokeError() == error;
    }
}
