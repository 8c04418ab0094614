using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class ServesOneAtATime : SoundProvider
{
    private readonly TaskCompletionSource second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;

    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref running) > 1)
        {
            second.TrySetResult();
            throw new ProviderExecutionException("It is busy.");
        }

        await second.Task.WaitAsync(cancellationToken);
        yield return "first";
    }
}
