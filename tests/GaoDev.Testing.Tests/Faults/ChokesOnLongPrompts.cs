using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class ChokesOnLongPrompts : SoundProvider
{
    public override IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken) =>
        task.Prompt.Length > 64 * 1024 ? throw new InvalidOperationException("It does not fit.") : base.ExecuteTaskAsync(task, cancellationToken);
}
