namespace GaoDev.Providers;

/// <summary>The backend does not serve at the moment.</summary>
public sealed class ProviderUnavailableException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderUnavailableException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.ProviderUnavailable, message, providerName, innerException)
    {
    }
}
