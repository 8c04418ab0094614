using GaoDev.Benchmarks.Measurement;
using GaoDev.Runtime.Execution;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>
/// From nothing to the first piece of a plugin's answer: in a sandbox, against a sandbox that only starts <c>true</c>, and the
/// same host without a sandbox as the limit.
/// </summary>
internal sealed class StartJob : IMeasuredJob
{
    public Line Line { get; } = new(
        "start a plugin, first chunk",
        Rounds: 21,
        [
            new("confined", Role.Ours, () => Measure(isConfined: true)),
            new("srt true", Role.Peer, () => ColdProcess.Wall(SandboxRuntime, ["true"])),
            new("not confined", Role.Limit, () => Measure(isConfined: false)),
        ],
        [new("not confined", 1.5), new("srt true", 1)]);

    private static string SandboxRuntime { get; } = Path.Combine(Workspace.Work, "peers", "node_modules", ".bin", "srt");

    public void Dispose()
    {
    }

    private static double Measure(bool isConfined) => Task.Run(async () =>
    {
        await using HostedProvider provider = EchoHost.Create(isConfined);
        return await EchoHost.AskAsync(provider);
    }).GetAwaiter().GetResult();
}
