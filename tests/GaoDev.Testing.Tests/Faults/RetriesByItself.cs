using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class RetriesByItself(ProviderContext context) : SoundHttpProvider(context)
{
    protected override async Task<IReadOnlyList<AgentUpdate>> AskAsync(AgentTask task, CancellationToken cancellationToken)
    {
        try
        {
            return await base.AskAsync(task, cancellationToken);
        }
        catch (ProviderUnavailableException)
        {
            return await base.AskAsync(task, cancellationToken);
        }
    }
}
