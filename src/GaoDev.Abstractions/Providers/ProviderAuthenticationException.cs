namespace GaoDev.Providers;

/// <summary>The backend did not accept the key or token.</summary>
public sealed class ProviderAuthenticationException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderAuthenticationException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Authentication, message, providerName, innerException)
    {
    }
}
