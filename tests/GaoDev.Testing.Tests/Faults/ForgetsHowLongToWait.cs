using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class ForgetsHowLongToWait(ProviderContext context) : SoundHttpProvider(context)
{
    protected override Exception Refuse(HttpResponseMessage response, string body) =>
        response.StatusCode == HttpStatusCode.TooManyRequests ? new RateLimitException("Too many requests.", TimeSpan.FromMinutes(1), Name) : base.Refuse(response, body);
}
