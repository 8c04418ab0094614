using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;

namespace GaoDev.Runtime.Execution;

/// <summary>Makes of a failure frame the exception that a caller would have caught in the plugin's own process.</summary>
internal static class FailureTranslation
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromDays(366);

    /// <exception cref="ProtocolException">The frame holds what no host writes.</exception>
    public static Exception ToException(FailedMessage failure, string provider, PluginText text)
    {
        string message = text.Clean(failure.Message, keepLines: true);
        if (failure.Details.TryGetValue(FailureDetails.Limit, out string? limit))
        {
            message = $"{message.TrimEnd('.')}. The plugin '{provider}' has reached a limit: {text.Clean(limit)}.";
        }

        switch (failure.Stage)
        {
            case FailureStage.Load:
                return new PluginException(PluginErrorCode.LoadFailed, message, failure.Remedy is null ? null : text.Clean(failure.Remedy), provider);
            case FailureStage.Create:
                ProviderException cause = ToProviderException(failure, message, provider, text);
                return new ProviderCreationException(message, provider, cause) { RetryAfter = cause.RetryAfter, Details = cause.Details };
            default:
                return ToProviderException(failure, message, provider, text);
        }
    }

    private static ProviderException ToProviderException(FailedMessage failure, string message, string provider, PluginText text)
    {
        TimeSpan? retryAfter = RetryAfter(failure);
        Dictionary<string, string> details = new(StringComparer.Ordinal);
        foreach ((string name, string value) in failure.Details)
        {
            details[text.Clean(name)] = text.Clean(value, keepLines: true);
        }

        return failure.Kind switch
        {
            ProviderErrorKind.Authentication => new ProviderAuthenticationException(message, provider) { RetryAfter = retryAfter, Details = details },
            ProviderErrorKind.RateLimit when retryAfter is { } delay => new RateLimitException(message, delay, provider) { Details = details },
            ProviderErrorKind.ModelNotFound when details.ContainsKey(FailureDetails.Model) => ModelNotFound(details, retryAfter, provider),
            ProviderErrorKind.Timeout => new ProviderTimeoutException(message, provider) { RetryAfter = retryAfter, Details = details },
            ProviderErrorKind.ProviderUnavailable => new ProviderUnavailableException(message, provider) { RetryAfter = retryAfter, Details = details },
            ProviderErrorKind.Configuration => new ProviderConfigurationException(message, provider)
            {
                OptionName = details.GetValueOrDefault(FailureDetails.Option),
                RetryAfter = retryAfter,
                Details = details,
            },
            ProviderErrorKind.Unknown => new ProviderExecutionException(message, provider) { RetryAfter = retryAfter, Details = details },
            _ => new ProviderException(failure.Kind, message, provider) { RetryAfter = retryAfter, Details = details },
        };
    }

    private static ModelNotFoundException ModelNotFound(Dictionary<string, string> details, TimeSpan? retryAfter, string provider)
    {
        string[] models = details.GetValueOrDefault(FailureDetails.SupportedModels, "").Split(FailureDetails.Separator, StringSplitOptions.RemoveEmptyEntries);
        return new ModelNotFoundException(details[FailureDetails.Model], models, provider) { RetryAfter = retryAfter, Details = details };
    }

    private static TimeSpan? RetryAfter(FailedMessage failure)
    {
        if (failure.RetryAfterMilliseconds is not { } milliseconds)
        {
            return null;
        }

        return milliseconds >= 0 && milliseconds <= LongestRetry.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new ProtocolException($"A failure says to wait for {milliseconds} ms.");
    }
}
