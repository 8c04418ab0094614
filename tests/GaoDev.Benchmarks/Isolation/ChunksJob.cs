using System.Diagnostics;
using GaoDev.Benchmarks.Measurement;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>An answer of many small chunks, each sent at once: from a confined plugin, and with the usual remote calls.</summary>
internal sealed class ChunksJob : IMeasuredJob
{
    private const int Chunks = 500_000;

    /// <summary>So much fewer where the whole would take minutes.</summary>
    private const int Part = 10;

    private readonly HostedProvider confined = EchoHost.Create(isConfined: true);
    private readonly JsonRpcChunks jsonRpc = new();
    private readonly GrpcChunks grpc = new();

    public ChunksJob() => Line = new(
        "500,000 chunks of 20 bytes",
        Rounds: 9,
        [
            new("confined", Role.Ours, () => Measure(Confined(Chunks), Chunks)),
            new("gRPC, Unix socket", Role.Peer, () => Measure(grpc.SayAsync(Chunks), Chunks)),
            new("StreamJsonRpc, MessagePack", Role.Peer, () => Measure(jsonRpc.SayAsync(Chunks / Part), Chunks / Part) * Part),
            new("one second", Role.Limit, () => 1000),
        ],
        [new("one second", 1), new("gRPC, Unix socket", 1), new("StreamJsonRpc, MessagePack", 1)]);

    public Line Line { get; }

    public void Dispose()
    {
        confined.DisposeAsync().AsTask().GetAwaiter().GetResult();
        jsonRpc.Dispose();
        grpc.Dispose();
    }

    private async IAsyncEnumerable<string> Confined(int count)
    {
        await foreach (AgentUpdate update in confined.ExecuteTaskAsync(new AgentTask($"chunks {count}", new AgentContext("/")), CancellationToken.None))
        {
            if (update is TextUpdate text)
            {
                yield return text.Text;
            }
        }
    }

    private static double Measure(IAsyncEnumerable<string> chunks, int count) => Task.Run(async () =>
    {
        long began = Stopwatch.GetTimestamp();
        int came = 0;
        await foreach (string chunk in chunks)
        {
            came += chunk.Length == 20 ? 1 : 0;
        }

        return came == count ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"{came} chunks came.");
    }).GetAwaiter().GetResult();
}
