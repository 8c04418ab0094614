using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>The most memory that an installation holds at once.</summary>
internal sealed class InstallMemoryJob : IMeasuredJob
{
    private const string Bound = "64 MiB";

    private readonly InstallBench bench;

    public InstallMemoryJob(string work)
    {
        bench = InstallBench.OfClient(work);
        Line = new(
            "install, memory",
            Rounds: 7,
            [
                new("gao-dev", Role.Ours, () => bench.PeakOfInstall(Workspace.NativeTool, bench.Fresh())),
                new("gao-dev on the framework", Role.Ours, () => bench.PeakOfInstall(Workspace.Tool, bench.Fresh())),
                new(Bound, Role.Limit, () => 64),
            ],
            [new(Bound, 1)],
            "MiB");
    }

    public Line Line { get; }

    public void Dispose() => bench.Dispose();
}
