using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class SaysThatTheBackendDoesNotServe() : EndpointFaultCheck("It says so when the backend does not serve", EndpointFault.ServerError)
{
    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        failure.Kind == ProviderErrorKind.ProviderUnavailable ? null : $"500 was reported as {failure.Kind}.";
}
