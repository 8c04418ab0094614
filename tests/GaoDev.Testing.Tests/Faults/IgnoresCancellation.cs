using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class IgnoresCancellation : SoundProvider
{
    private readonly TaskCompletionSource never = new();

    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "I have all the time in the world.";
        await never.Task;
    }
}
