using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class LeaksHttpExceptions(ProviderContext context) : SoundHttpProvider(context)
{
    protected override Exception Lost(Exception failure) => failure;
}
