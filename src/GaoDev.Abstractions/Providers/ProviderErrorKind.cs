namespace GaoDev.Providers;

/// <summary>What went wrong in a provider. The names and the two sets below are part of the contract.</summary>
public enum ProviderErrorKind
{
    /// <summary>Anything that no other kind describes.</summary>
    Unknown,

    /// <summary>The key or token is missing or not accepted. Eligible for fallback.</summary>
    Authentication,

    /// <summary>The key is accepted and may not do this.</summary>
    Authorization,

    /// <summary>Too many requests. Retryable.</summary>
    RateLimit,

    /// <summary>The quota is used up. Eligible for fallback.</summary>
    QuotaExceeded,

    /// <summary>The provider does not have the model. Eligible for fallback.</summary>
    ModelNotFound,

    /// <summary>The backend does not accept the request.</summary>
    InvalidRequest,

    /// <summary>A content filter refused the request or the answer.</summary>
    ContentPolicy,

    /// <summary>The time was over. Retryable.</summary>
    Timeout,

    /// <summary>The connection failed. Retryable.</summary>
    Network,

    /// <summary>The backend does not serve. Retryable, and eligible for fallback.</summary>
    ProviderUnavailable,

    /// <summary>A command-line tool that the provider needs is not there. Eligible for fallback.</summary>
    CliNotFound,

    /// <summary>The provider is not, or wrongly, configured.</summary>
    Configuration,
}
