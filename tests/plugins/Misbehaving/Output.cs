using Microsoft.Win32.SafeHandles;

namespace Fixtures.Misbehaving;

internal static class Output
{
    /// <summary>Writes past the console, as native code does.</summary>
    public static void WriteRaw(int descriptor, ReadOnlySpan<byte> bytes)
    {
        using FileStream stream = new(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        stream.Write(bytes);
    }

    /// <summary>Writes into the host's own channel: the one pipe, besides the standard ones, that can be written to.</summary>
    public static void WriteToChannel(ReadOnlySpan<byte> bytes)
    {
        foreach (string entry in Directory.GetFiles("/proc/self/fd").OrderBy(name => int.Parse(Path.GetFileName(name), System.Globalization.CultureInfo.InvariantCulture)))
        {
            int descriptor = int.Parse(Path.GetFileName(entry), System.Globalization.CultureInfo.InvariantCulture);
            string? target = File.ResolveLinkTarget(entry, returnFinalTarget: false)?.FullName;
            bool canWrite = descriptor > 2 && File.ReadAllText($"/proc/self/fdinfo/{descriptor}").Split('\n')[1].Trim().EndsWith('1');
            if (canWrite && target?.Contains("pipe:", StringComparison.Ordinal) == true && target != File.ResolveLinkTarget("/proc/self/fd/2", returnFinalTarget: false)?.FullName)
            {
                WriteRaw(descriptor, bytes);
                return;
            }
        }

        throw new InvalidOperationException("The channel was not found.");
    }
}
