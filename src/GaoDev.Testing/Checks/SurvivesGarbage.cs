using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class SurvivesGarbage() : EndpointFaultCheck("It says so when the answer is garbage", EndpointFault.Garbage)
{
    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        failure.Message.Length > 0 ? null : "It threw without a message.";
}
