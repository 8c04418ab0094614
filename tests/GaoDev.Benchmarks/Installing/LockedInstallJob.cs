using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>Install what a committed lock file says, with empty caches.</summary>
internal sealed class LockedInstallJob : IMeasuredJob
{
    private const string Limit = "GET, SHA-512, unzip";
    private const string Peer = "dotnet add package";

    private readonly InstallBench bench;
    private readonly byte[] locked;

    public LockedInstallJob(string work)
    {
        bench = InstallBench.OfClient(work);
        string folder = bench.Fresh();
        bench.Install(Workspace.NativeTool, folder, "--project");
        locked = File.ReadAllBytes(LockFile(folder));
        Line = new(
            $"install {bench.Packages.Count} packages, locked",
            Rounds: 7,
            [
                new("gao-dev", Role.Ours, Restore),
                new(Limit, Role.Limit, () => bench.Fetch(bench.Fresh())),
                new(Peer, Role.Peer, () => bench.AddPackage(bench.Fresh())),
            ],
            [new(Peer, 1.0 / 15), new(Limit, 2.5)]);
    }

    public Line Line { get; }

    public void Dispose() => bench.Dispose();

    private double Restore()
    {
        string fresh = bench.Fresh();
        File.WriteAllBytes(LockFile(fresh), locked);
        return InstallBench.Restore(Workspace.NativeTool, fresh);
    }

    private static string LockFile(string folder) => Path.Combine(folder, "gao-dev.lock.json");
}
