using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class CountsBackwards : SoundProvider
{
    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return "one";
        yield return new UsageUpdate(3, 2) { CachedInputTokens = 5 };
    }
}
