using GaoDev.Benchmarks.Measurement;
using GaoDev.Runtime.Execution;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>A task to a process that is already there, up to the first piece of its answer: confined, and not confined as the limit.</summary>
internal sealed class WarmJob : IMeasuredJob
{
    private const int Tasks = 200;

    private readonly HostedProvider confined = EchoHost.Create(isConfined: true);
    private readonly HostedProvider unconfined = EchoHost.Create(isConfined: false);

    public WarmJob() => Line = new(
        "task to a warm plugin, first chunk",
        Rounds: 15,
        [
            new("confined", Role.Ours, () => Measure(confined)),
            new("one millisecond", Role.Limit, () => 1),
            new("not confined", Role.Limit, () => Measure(unconfined)),
        ],
        [new("one millisecond", 1)]);

    public Line Line { get; }

    public void Dispose()
    {
        confined.DisposeAsync().AsTask().GetAwaiter().GetResult();
        unconfined.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    // The median of many: one is too short to be measured.
    private static double Measure(HostedProvider provider) => Task.Run(async () =>
    {
        double[] times = new double[Tasks];
        for (int task = 0; task < Tasks; task++)
        {
            times[task] = await EchoHost.AskAsync(provider);
        }

        Array.Sort(times);
        return times[Tasks / 2];
    }).GetAwaiter().GetResult();
}
