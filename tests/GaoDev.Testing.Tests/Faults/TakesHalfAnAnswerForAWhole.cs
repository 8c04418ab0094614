using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class TakesHalfAnAnswerForAWhole(ProviderContext context) : SoundHttpProvider(context)
{
    protected override async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ReadBodyAsync(response, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return """["half"]""";
        }
    }
}
