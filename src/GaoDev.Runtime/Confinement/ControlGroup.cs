using System.Globalization;

namespace GaoDev.Runtime.Confinement;

/// <summary>
/// A control group (version 2) for one plugin process, where the system has handed this process's own group over. A
/// second line behind the limits that need none. Disposal removes it.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private const string Period = "100000";

    private readonly string path;

    private ControlGroup(string path) => this.path = path;

    /// <summary>This process's own group where it may make groups in it that hold memory and processes, or null.</summary>
    public static string? FindDelegated()
    {
        try
        {
            string? line = File.ReadLines("/proc/self/cgroup").FirstOrDefault(entry => entry.StartsWith("0::", StringComparison.Ordinal));
            if (line is null || line.Length < 5)
            {
                return null;
            }

            string group = Root + line[3..];
            string[] controllers = File.ReadAllText(Path.Combine(group, "cgroup.subtree_control")).Split(' ', '\n');
            return controllers.Contains("memory") && controllers.Contains("pids") && LinuxCalls.Access(group, 2) == 0 ? group : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes a group and puts a process into it, before it has started others; null where that is not to be had.</summary>
    public static ControlGroup? TryHold(int process, PluginLimits limits) => FindDelegated() is { } parent ? TryHold(parent, process, limits) : null;

    /// <summary>The same in a group that is known. Each limit is set whose controller it has handed on.</summary>
    internal static ControlGroup? TryHold(string parent, int process, PluginLimits limits)
    {
        string path = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"gaodev-{process}"));
        ControlGroup group = new(path);
        try
        {
            Directory.CreateDirectory(path);
            Limit(path, "memory.max", limits.ResidentMemory.ToString(CultureInfo.InvariantCulture));
            Limit(path, "pids.max", limits.Threads.ToString(CultureInfo.InvariantCulture));
            Limit(path, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{(long)(limits.ProcessorShare * 100_000)} {Period}"));
            File.WriteAllText(Path.Combine(path, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture));
            return group;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            group.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was never made, or a process in it has not been reaped yet; the group goes with the scope that it is in.
        }
    }

    private static void Limit(string group, string file, string value)
    {
        string path = Path.Combine(group, file);
        if (File.Exists(path))
        {
            File.WriteAllText(path, value);
        }
    }
}
