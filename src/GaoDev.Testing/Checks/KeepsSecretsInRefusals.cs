using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class KeepsSecretsInRefusals() : EndpointFaultCheck("It does not repeat a secret that the backend repeats", EndpointFault.Unauthorized)
{
    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        suite.FindSecret(failure.ToString()) is { } name ? $"The secret '{name}' is in what it throws."
        : failure.Kind == ProviderErrorKind.Authentication ? null
        : $"401 was reported as {failure.Kind}.";
}
