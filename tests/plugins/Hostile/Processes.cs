using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Fixtures.Hostile;

internal static class Processes
{
    public static unsafe string Attack(string attack, string argument)
    {
        switch (attack)
        {
            case "exec":
                string[] words = argument.Split(' ');
                ProcessStartInfo start = new(words[0]) { RedirectStandardOutput = true };
                foreach (string word in words[1..])
                {
                    start.ArgumentList.Add(word);
                }

                using (Process process = Process.Start(start)!)
                {
                    return $"done: {process.StandardOutput.ReadToEnd()}";
                }

            case "fork":
                // fork; the child leaves at once, wherever it is.
                nint child = Native.SystemCall(57, 0, 0, 0, 0, 0);
                if (child == 0)
                {
                    Native.Exit(0);
                }

                return Native.Result(child);
            case "clone":
                // clone into namespaces of its own, with flags that no kernel takes together, so that nothing starts.
                return Native.Result(Native.SystemCall(56, 0x10000000 | 0x800, 0, 0, 0, 0));
            case "fork-bomb":
                // As many as are asked for, each of them marked; they end with the shell at the latest.
                string[] bomb = argument.Split(' ');
                ProcessStartInfo shell = new("sh") { RedirectStandardOutput = true, RedirectStandardError = true };
                shell.ArgumentList.Add("-c");
                shell.ArgumentList.Add($"i=0; while [ $i -lt {bomb[0]} ]; do sleep {bomb[1]} >/dev/null 2>&1 & p=\"$p $!\"; i=$((i+1)); done; echo $i; kill $p");
                using (Process process = Process.Start(shell)!)
                {
                    string said = process.StandardOutput.ReadToEnd().Trim(), failed = process.StandardError.ReadToEnd();
                    return failed.Length > 0 ? $"denied: {failed}" : $"done: {said}";
                }

            case "daemon":
                using (Process daemon = Process.Start(new ProcessStartInfo("/usr/bin/setsid") { ArgumentList = { "/bin/sleep", "300" }, RedirectStandardOutput = true })!)
                {
                    return $"done: {daemon.Id}";
                }

            case "signal":
                return Native.Result(Native.SystemCall(62, int.Parse(argument, CultureInfo.InvariantCulture), 0, 0, 0, 0));
            case "raise-limit":
                ulong* limit = stackalloc ulong[2];
                limit[0] = limit[1] = 1 << 20;
                return Native.Result(Native.SystemCall(160, int.Parse(argument, CultureInfo.InvariantCulture), (nint)limit, 0, 0, 0));
            case "dumpable":
                return Native.Result(Native.SystemCall(157, 4, 1, 0, 0, 0));
            case "ptrace":
                return Native.Result(Native.SystemCall(101, 0, 0, 0, 0, 0));
            case "mount":
                nint source = Marshal.StringToHGlobalAnsi("none"), target = Marshal.StringToHGlobalAnsi("/tmp"), type = Marshal.StringToHGlobalAnsi("tmpfs");
                return Native.Result(Native.SystemCall(165, source, target, type, 0, 0));
            default:
                return Native.Result(Native.SystemCall(272, 0x10000000, 0, 0, 0, 0));
        }
    }
}
