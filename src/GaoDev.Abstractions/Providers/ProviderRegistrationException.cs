namespace GaoDev.Providers;

/// <summary>A provider cannot be registered as it is.</summary>
public class ProviderRegistrationException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderRegistrationException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Configuration, message, providerName, innerException)
    {
    }
}
