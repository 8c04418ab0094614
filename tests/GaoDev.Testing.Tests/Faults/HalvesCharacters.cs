using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class HalvesCharacters : SoundProvider
{
    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return string.Concat(task.Prompt.Where(character => !char.IsLowSurrogate(character)));
    }
}
