using GaoDev.Providers;

namespace GaoDev.Abstractions.Tests.Providers;

public sealed class ProviderErrorKindTests
{
    [Fact]
    public void Kinds_AreThirteen() => Assert.Equal(13, Enum.GetValues<ProviderErrorKind>().Length);

    [Fact]
    public void IsRetryable_ExactlyTheDocumentedSet() => Assert.Equal(
        [ProviderErrorKind.RateLimit, ProviderErrorKind.Timeout, ProviderErrorKind.Network, ProviderErrorKind.ProviderUnavailable],
        Enum.GetValues<ProviderErrorKind>().Where(kind => kind.IsRetryable()));

    [Fact]
    public void IsEligibleForFallback_ExactlyTheDocumentedSet() => Assert.Equal(
        [ProviderErrorKind.Authentication, ProviderErrorKind.QuotaExceeded, ProviderErrorKind.ModelNotFound, ProviderErrorKind.ProviderUnavailable, ProviderErrorKind.CliNotFound],
        Enum.GetValues<ProviderErrorKind>().Where(kind => kind.IsEligibleForFallback()));

    [Fact]
    public void ProviderException_DetailsNotGiven_EmptyAndCauseKept()
    {
        InvalidOperationException cause = new("why");
        ProviderException exception = new(ProviderErrorKind.Network, "lost", "contoso", cause);

        Assert.Empty(exception.Details);
        Assert.Same(cause, exception.InnerException);
        Assert.True(exception.IsRetryable);
        Assert.False(exception.IsEligibleForFallback);
    }

    [Fact]
    public void RateLimitException_RetryAfter_IsKept() =>
        Assert.Equal(TimeSpan.FromSeconds(7), new RateLimitException("slow down", TimeSpan.FromSeconds(7)).RetryAfter);

    [Fact]
    public void ProviderNotFoundException_IsNotRetryable() =>
        Assert.False(new ProviderNotFoundException("x", ["a"]).IsRetryable);
}
