using System.Globalization;
using GaoDev.Providers;

namespace GaoDev.Extensions.AI;

/// <summary>Says in the contract's terms what a client threw. What no rule knows becomes a <see cref="ProviderExecutionException"/>.</summary>
internal sealed class FailureTranslation(string providerName, TimeSpan timeout, Func<Exception, ProviderException?> first)
{
    public ProviderException Translate(Exception failure, bool deadlinePassed) => failure switch
    {
        OperationCanceledException when deadlinePassed => new ProviderTimeoutException(
            string.Create(CultureInfo.InvariantCulture, $"'{providerName}' had not answered in full after {timeout.TotalSeconds:0.###} s."), providerName, failure),
        _ => first(failure) ?? TranslateKnown(failure, failure),
    };

    private ProviderException TranslateKnown(Exception failure, Exception thrown) => failure switch
    {
        OperationCanceledException => new ProviderTimeoutException($"'{providerName}' gave up waiting for its backend.", providerName, thrown),
        HttpRequestException { StatusCode: { } status } => HttpStatusErrors.Create((int)status, null, failure.Message, null, providerName, thrown),
        HttpRequestException or IOException => new ProviderException(
            ProviderErrorKind.Network, $"'{providerName}' lost the connection to its backend: {failure.Message}", providerName, thrown),
        // Clients wrap what their transport threw.
        { InnerException: (HttpRequestException or IOException) and { } transport } => TranslateKnown(transport, thrown),
        _ => new ProviderExecutionException($"'{providerName}' failed: {failure.Message}", providerName, thrown),
    };
}
