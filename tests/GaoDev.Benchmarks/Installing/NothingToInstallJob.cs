using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>Restore where everything is there already.</summary>
internal sealed class NothingToInstallJob : IMeasuredJob
{
    private const string Peer = "dotnet restore";

    private readonly InstallBench bench;

    public NothingToInstallJob(string work)
    {
        bench = InstallBench.OfClient(work);
        string folder = bench.Fresh();
        bench.Install(Workspace.NativeTool, folder, "--project");
        bench.WriteProject(folder);
        InstallBench.RestoreProject(folder);
        Line = new(
            "restore with nothing to do",
            Rounds: 15,
            [
                new("gao-dev", Role.Ours, () => InstallBench.Restore(Workspace.NativeTool, folder)),
                new(Peer, Role.Peer, () => InstallBench.RestoreProject(folder)),
            ],
            [new(Peer, 1.0 / 75)]);
    }

    public Line Line { get; }

    public void Dispose() => bench.Dispose();
}
