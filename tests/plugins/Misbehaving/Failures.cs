using GaoDev.Providers;

namespace Fixtures.Misbehaving;

internal static class Failures
{
    public static ProviderException Of(ProviderErrorKind kind) => kind switch
    {
        ProviderErrorKind.Authentication => new ProviderAuthenticationException("bad key"),
        ProviderErrorKind.RateLimit => new RateLimitException("slow down", TimeSpan.FromSeconds(7)) { Details = new Dictionary<string, string> { ["request_id"] = "r-1" } },
        ProviderErrorKind.ModelNotFound => new ModelNotFoundException("gpt-9", ["gpt-4", "gpt-5"]),
        ProviderErrorKind.Timeout => new ProviderTimeoutException("too slow"),
        ProviderErrorKind.ProviderUnavailable => new ProviderUnavailableException("down"),
        ProviderErrorKind.Configuration => new ProviderConfigurationException("bad option") { OptionName = "endpoint" },
        ProviderErrorKind.Unknown => new ProviderExecutionException("who knows"),
        _ => new ProviderException(kind, "just failed") { RetryAfter = TimeSpan.MaxValue },
    };
}
