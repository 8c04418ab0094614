using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>
/// Install the provider, each time with empty caches: the tool as a native program, for comparison on the framework too,
/// <c>dotnet add package</c>, and as the limit the same files fetched, hashed and unzipped by one small program.
/// </summary>
internal sealed class InstallJob : IMeasuredJob
{
    private const string Peer = "dotnet add package";

    private readonly InstallBench bench;

    public InstallJob(InstallBench bench)
    {
        this.bench = bench;
        Line = new(
            $"install {bench.Packages.Count} packages, cold",
            Rounds: 7,
            [
                new("gao-dev", Role.Ours, () => bench.Install(Workspace.NativeTool, bench.Fresh())),
                new("gao-dev on the framework", Role.Ours, () => bench.Install(Workspace.Tool, bench.Fresh())),
                new("GET, SHA-512, unzip", Role.Limit, () => bench.Fetch(bench.Fresh())),
                new(Peer, Role.Peer, () => bench.AddPackage(bench.Fresh())),
            ],
            [new(Peer, 1.0 / 6)]);
    }

    public Line Line { get; }

    public void Dispose() => bench.Dispose();
}
