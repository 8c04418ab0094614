namespace GaoDev.Providers;

/// <summary>A task or request was not done within its time.</summary>
public sealed class ProviderTimeoutException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderTimeoutException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Timeout, message, providerName, innerException)
    {
    }
}
