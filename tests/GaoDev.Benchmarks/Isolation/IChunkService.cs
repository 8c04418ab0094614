using StreamJsonRpc;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>What a peer is asked for by a remote call.</summary>
[JsonRpcContract]
internal partial interface IChunkService : IDisposable
{
    IAsyncEnumerable<string> SayAsync(int count, CancellationToken cancellationToken);
}
