namespace GaoDev.Providers;

/// <summary>A provider could not be made ready for its first task.</summary>
public sealed class ProviderInitializationException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderInitializationException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Configuration, message, providerName, innerException)
    {
    }
}
