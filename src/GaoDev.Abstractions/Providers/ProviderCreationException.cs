namespace GaoDev.Providers;

/// <summary>A provider's constructor failed.</summary>
public sealed class ProviderCreationException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderCreationException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Configuration, message, providerName, innerException)
    {
    }
}
