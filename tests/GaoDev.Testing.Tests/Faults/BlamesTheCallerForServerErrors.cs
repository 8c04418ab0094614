using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class BlamesTheCallerForServerErrors(ProviderContext context) : SoundHttpProvider(context)
{
    protected override Exception Refuse(HttpResponseMessage response, string body) =>
        response.StatusCode == HttpStatusCode.InternalServerError ? new ProviderException(ProviderErrorKind.InvalidRequest, "Failed.", Name) : base.Refuse(response, body);
}
