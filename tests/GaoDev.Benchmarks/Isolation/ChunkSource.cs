using System.Runtime.CompilerServices;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>The same chunks that the echo fixture says.</summary>
internal sealed class ChunkSource : IChunkService
{
    public async IAsyncEnumerable<string> SayAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int left = count; left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return "twenty bytes a chunk";
        }

        await Task.CompletedTask;
    }

    public void Dispose()
    {
    }
}
