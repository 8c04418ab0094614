namespace GaoDev.Providers;

/// <summary>The two sets of error kinds: what may be tried again, and what another provider may be tried for.</summary>
public static class ProviderErrorKindExtensions
{
    /// <summary>Whether the same request may succeed when it is made again.</summary>
    public static bool IsRetryable(this ProviderErrorKind kind) => kind is
        ProviderErrorKind.RateLimit or
        ProviderErrorKind.Timeout or
        ProviderErrorKind.Network or
        ProviderErrorKind.ProviderUnavailable;

    /// <summary>Whether another provider may be asked instead.</summary>
    public static bool IsEligibleForFallback(this ProviderErrorKind kind) => kind is
        ProviderErrorKind.ProviderUnavailable or
        ProviderErrorKind.CliNotFound or
        ProviderErrorKind.Authentication or
        ProviderErrorKind.ModelNotFound or
        ProviderErrorKind.QuotaExceeded;
}
