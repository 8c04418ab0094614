namespace GaoDev.Providers;

/// <summary>A task failed in a way that no other exception describes.</summary>
public sealed class ProviderExecutionException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderExecutionException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Unknown, message, providerName, innerException)
    {
    }
}
