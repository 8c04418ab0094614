using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class RepeatsTheKey(ProviderContext context) : SoundHttpProvider(context)
{
    protected override Exception Refuse(HttpResponseMessage response, string body) =>
        response.StatusCode == HttpStatusCode.Unauthorized ? new ProviderAuthenticationException(body, Name) : base.Refuse(response, body);
}
