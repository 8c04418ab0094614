using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class TrustsGarbage(ProviderContext context) : SoundHttpProvider(context)
{
    protected override IReadOnlyList<AgentUpdate> Read(string body) => [body, new FinishUpdate(FinishReason.Stop)];
}
