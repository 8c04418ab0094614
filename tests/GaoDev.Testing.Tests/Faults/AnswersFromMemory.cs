using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class AnswersFromMemory(ProviderContext context) : SoundHttpProvider(context)
{
    protected override Task<IReadOnlyList<AgentUpdate>> AskAsync(AgentTask task, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AgentUpdate>>(["one", "two", new FinishUpdate(FinishReason.Stop)]);
}
