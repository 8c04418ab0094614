using System.Diagnostics;
using GaoDev.Runtime;
using GaoDev.Runtime.Confinement;

namespace GaoDev.Host.Tests.Confinement;

public sealed class ControlGroupTests
{
    /// <summary>Where a group is delegated, the kernel holds the limits; where none is, nothing is held and nothing fails: LimitTests show what holds then.</summary>
    [Fact]
    public void Group_DelegatedOrNot_HoldsTheProcessOrLeavesItAlone()
    {
        using Process process = Process.Start("/bin/sleep", "600");
        try
        {
            string before = File.ReadAllText($"/proc/{process.Id}/cgroup");
            using (ControlGroup? group = ControlGroup.TryHold(process.Id, new PluginLimits { ResidentMemory = 256L << 20, Threads = 50, ProcessorShare = 1.5 }))
            {
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

                process.Kill();
                process.WaitForExit();
            }
        }
        finally
        {
            process.Kill();
        }
    }
}
