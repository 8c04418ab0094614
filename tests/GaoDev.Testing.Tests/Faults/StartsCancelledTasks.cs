using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class StartsCancelledTasks : SoundProvider
{
    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return "first";
        cancellationToken.ThrowIfCancellationRequested();
        yield return "second";
    }
}
