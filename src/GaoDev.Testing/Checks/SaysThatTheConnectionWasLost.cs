using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class SaysThatTheConnectionWasLost() : EndpointFaultCheck("It says so when the connection is lost", EndpointFault.ConnectionLost)
{
    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        failure.Kind is ProviderErrorKind.Network or ProviderErrorKind.ProviderUnavailable ? null : $"A lost connection was reported as {failure.Kind}.";
}
