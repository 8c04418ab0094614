using GaoDev.Providers;

namespace GaoDev.Extensions.AI;

/// <summary>What an HTTP status means in the contract's terms, as OpenAI and those who are compatible with it use it.</summary>
public static class HttpStatusErrors
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Makes the exception for a refusal.</summary>
    /// <param name="status">The status, 400 to 599.</param>
    /// <param name="code">The code in the body, such as <c>insufficient_quota</c>, or null.</param>
    /// <param name="message">What happened, for people; without secrets.</param>
    /// <param name="retryAfter">How long to wait, where the backend said so.</param>
    /// <param name="providerName">The provider.</param>
    /// <param name="cause">What the client threw.</param>
    public static ProviderException Create(int status, string? code, string message, TimeSpan? retryAfter, string? providerName, Exception? cause) => (status, code) switch
    {
        (401, _) => new ProviderAuthenticationException(message, providerName, cause),
        (403, _) => new ProviderException(ProviderErrorKind.Authorization, message, providerName, cause),
        (404, _) or (_, "model_not_found") => new ProviderException(ProviderErrorKind.ModelNotFound, message, providerName, cause),
        (408 or 504, _) => new ProviderTimeoutException(message, providerName, cause),
        (402, _) or (_, "insufficient_quota") => new ProviderException(ProviderErrorKind.QuotaExceeded, message, providerName, cause),
        (429, _) => new RateLimitException(message, retryAfter ?? DefaultRetryAfter, providerName, cause),
        (_, "content_filter" or "content_policy_violation") => new ProviderException(ProviderErrorKind.ContentPolicy, message, providerName, cause),
        ( >= 500, _) => new ProviderUnavailableException(message, providerName, cause) { RetryAfter = retryAfter },
        _ => new ProviderException(ProviderErrorKind.InvalidRequest, message, providerName, cause),
    };
}
