using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class GoesOnAfterTheEnd : SoundProvider
{
    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AgentUpdate update in base.ExecuteTaskAsync(task, cancellationToken))
        {
            yield return update;
        }

        yield return new UsageUpdate(1, 1);
    }
}
