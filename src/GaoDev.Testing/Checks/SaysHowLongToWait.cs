using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class SaysHowLongToWait() : EndpointFaultCheck("It passes on how long to wait after too many requests", EndpointFault.TooManyRequests)
{
    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        failure is not RateLimitException ? $"429 was reported as {failure.Kind}." : !suite.HearsHowLongToWait || failure.RetryAfter == TimeSpan.FromSeconds(3) ? null : $"The backend asked for 3 s and it says {failure.RetryAfter}.";
}
