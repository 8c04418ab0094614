using GaoDev.Benchmarks.Measurement;
using GaoDev.Providers;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Execution;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>
/// The memory that the application holds, in MiB instead of milliseconds, after a part of an answer that has no end; each
/// round is a million chunks further on, and the limit is what it held at the beginning.
/// </summary>
internal sealed class MemoryJob : IMeasuredJob
{
    private const int Step = 1_000_000;

    private readonly HostedProvider confined = EchoHost.Create(isConfined: true, new HostLimits { Updates = long.MaxValue });
    private readonly IAsyncEnumerator<AgentUpdate> answer;
    private double beginning;

    public MemoryJob()
    {
        answer = confined.ExecuteTaskAsync(new AgentTask("chunks -1", new AgentContext("/")), CancellationToken.None).GetAsyncEnumerator();
        Line = new(
            "an endless answer, MiB held per million chunks",
            Rounds: 10,
            [
                new("confined", Role.Ours, Measure),
                new("at the beginning", Role.Limit, () => beginning),
            ],
            [new("at the beginning", 1.1)]);
    }

    public Line Line { get; }

    public void Dispose()
    {
        answer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        confined.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private double Measure() => Task.Run(async () =>
    {
        for (int count = 0; count < Step; count++)
        {
            await answer.MoveNextAsync();
        }

        double resident = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
            * (double)Environment.SystemPageSize / (1024 * 1024);
        beginning = beginning == 0 ? resident : beginning;
        return resident;
    }).GetAwaiter().GetResult();
}
