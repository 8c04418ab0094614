using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Fixtures.Misbehaving;

internal static class Output
{
    private const int StandardError = 2;
    private const int WritableNonBlocking = 0x801; // O_WRONLY | O_NONBLOCK

    /// <summary>Writes past the console, as native code does.</summary>
    public static void WriteRaw(int descriptor, ReadOnlySpan<byte> bytes)
    {
        using FileStream stream = new(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        stream.Write(bytes);
    }

    /// <summary>Writes into the host's own channel: the pipe that can be written to without blocking.</summary>
    public static void WriteToChannel(ReadOnlySpan<byte> bytes)
    {
        int channel = (
            from entry in Directory.GetFiles("/proc/self/fd")
            where TargetOf(entry).Contains("pipe:", StringComparison.Ordinal)
            let descriptor = int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture)
            where descriptor > StandardError && (FlagsOf(descriptor) & WritableNonBlocking) == WritableNonBlocking
            select descriptor).First();
        WriteRaw(channel, bytes);
    }

    private static string TargetOf(string entry)
    {
        try
        {
            return File.ResolveLinkTarget(entry, returnFinalTarget: false)?.FullName ?? "";
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return "";
        }
    }

    private static int FlagsOf(int descriptor) => Convert.ToInt32(
        File.ReadLines($"/proc/self/fdinfo/{descriptor.ToString(CultureInfo.InvariantCulture)}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..].Trim(),
        fromBase: 8);
}
