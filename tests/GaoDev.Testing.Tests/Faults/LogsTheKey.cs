using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class LogsTheKey(ProviderContext context) : SoundHttpProvider(context)
{
    public override IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken)
    {
        Context.Logger.LogInformation("Asking with {Key}", Key);
        return base.ExecuteTaskAsync(task, cancellationToken);
    }
}
