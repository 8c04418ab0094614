using System.Collections.ObjectModel;

namespace GaoDev.Providers;

/// <summary>
/// A provider failed. Kind, message, provider name, retry-after and details cross from the plugin's process to the
/// application; the inner exception and the stack trace stay where they were thrown. Messages never hold a secret.
/// </summary>
public class ProviderException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What happened and what to do, for people.</param>
    /// <param name="providerName">The provider, where it is known; the runtime fills it in.</param>
    /// <param name="innerException">The cause.</param>
    public ProviderException(ProviderErrorKind kind, string message, string? providerName = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        ProviderName = providerName;
    }

    /// <summary>What went wrong.</summary>
    public ProviderErrorKind Kind { get; }

    /// <summary>The provider that failed, or null where it is not known.</summary>
    public string? ProviderName { get; }

    /// <summary>How long to wait before the next try, where the backend said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Further facts for programs. Never null.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <inheritdoc cref="ProviderErrorKindExtensions.IsRetryable"/>
    public bool IsRetryable => Kind.IsRetryable();

    /// <inheritdoc cref="ProviderErrorKindExtensions.IsEligibleForFallback"/>
    public bool IsEligibleForFallback => Kind.IsEligibleForFallback();
}
