using System.Diagnostics;
using System.Globalization;
using GaoDev.Runtime;
using GaoDev.Runtime.Confinement;

namespace GaoDev.Host.Tests.Confinement;

public sealed class ControlGroupTests
{
    private static readonly PluginLimits Limits = new() { ResidentMemory = 256L << 20, Threads = 50, ProcessorShare = 1.5 };

    /// <summary>Where a group is delegated, the kernel holds the limits; where none is, nothing is held and nothing fails: LimitTests show what holds then.</summary>
    [Fact]
    public void Group_DelegatedOrNot_HoldsTheProcessOrLeavesItAlone()
    {
        using Process process = Process.Start("/bin/sleep", "600");
        try
        {
            string before = File.ReadAllText($"/proc/{process.Id}/cgroup");
            using ControlGroup? group = ControlGroup.TryHold(process.Id, Limits);
            string? delegated = ControlGroup.FindDelegated();
            Assert.Equal(delegated is null, group is null);
            if (delegated is null)
            {
                Assert.Equal(before, File.ReadAllText($"/proc/{process.Id}/cgroup"));
            }
            else
            {
                string path = Path.Combine(delegated, $"gaodev-{process.Id}");
                Assert.Equal($"{256L << 20}", File.ReadAllText(Path.Combine(path, "memory.max")).Trim());
                Assert.Equal("50", File.ReadAllText(Path.Combine(path, "pids.max")).Trim());
                Assert.Equal($"{process.Id}", File.ReadAllText(Path.Combine(path, "cgroup.procs")).Trim());
            }

            End(process);
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>
    /// In a real group of version 2, without controllers where the system hands none on: the process is in it with what it
    /// starts afterwards, and the group goes with them. Who may not make one is left alone.
    /// </summary>
    [Fact]
    public async Task Group_RealOne_HoldsTheProcessAndWhatItStarts()
    {
        string parent = File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).FirstOrDefault(mount => mount[2] == "cgroup2")?[1] ?? "/nonexistent";
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read go; sleep 600 & echo $!; wait"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string path = Path.Combine(parent, $"gaodev-{process.Id}");
        try
        {
            using (ControlGroup? group = ControlGroup.TryHold(parent, process.Id, Limits))
            {
                Assert.Equal(Directory.Exists(path), group is not null);
                await process.StandardInput.WriteLineAsync("go");
                int child = int.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
                Assert.Equal(group is not null, File.ReadAllText($"/proc/{process.Id}/cgroup").Contains($"0::/gaodev-{process.Id}\n", StringComparison.Ordinal));
                Assert.Equal(group is not null, File.ReadAllText($"/proc/{child}/cgroup").Contains($"0::/gaodev-{process.Id}\n", StringComparison.Ordinal));
                End(process);
                using Process left = Process.GetProcessById(child);
                left.Kill();
                await ProcessWatch.UntilGoneAsync(child, TestContext.Current.CancellationToken);
            }

            Assert.False(Directory.Exists(path));
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }
}
