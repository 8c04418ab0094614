namespace GaoDev.Providers;

/// <summary>The backend refuses further requests for a while. <see cref="ProviderException.RetryAfter"/> is always set.</summary>
public sealed class RateLimitException : ProviderException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened, for people.</param>
    /// <param name="retryAfter">How long to wait; a guess where the backend did not say.</param>
    /// <param name="providerName">The provider, where it is known.</param>
    /// <param name="innerException">The cause.</param>
    public RateLimitException(string message, TimeSpan retryAfter, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.RateLimit, message, providerName, innerException) => RetryAfter = retryAfter;
}
