using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class SaysThatTheAnswerWasCutOff() : EndpointFaultCheck("It says so when an answer is cut off", EndpointFault.AnswerCutOff)
{
    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        failure.Kind is ProviderErrorKind.Network or ProviderErrorKind.ProviderUnavailable ? null : $"An answer that was cut off was reported as {failure.Kind}.";
}
