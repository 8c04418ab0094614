using GaoDev.Host.Confinement;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;

namespace GaoDev.Host.Session;

/// <summary>What of an exception crosses to the parent: kind, message, retry-after, details, all cut to their bounds.</summary>
internal static class FailureReport
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromDays(365);

    public static FailedMessage Describe(long id, FailureStage stage, Exception exception)
    {
        // A failed construction is described by its cause, so that the parent can build both again.
        ProviderException? provider = (exception is ProviderCreationException ? exception.InnerException : exception) as ProviderException;

        return new FailedMessage(
            id,
            stage,
            provider?.Kind ?? ProviderErrorKind.Unknown,
            Cut(Message(exception), ProtocolLimits.MaximumMessageLength),
            (exception as PluginException)?.Remedy,
            provider?.RetryAfter is { } delay ? (long)TimeSpan.FromTicks(Math.Clamp(delay.Ticks, 0, LongestRetry.Ticks)).TotalMilliseconds : null,
            Details(exception, provider));
    }

    private static string Message(Exception exception) => exception switch
    {
        ProviderException or PluginException or FrameTooLongException => exception.Message,
        _ => $"{exception.GetType().FullName}: {exception.Message}",
    };

    private static Dictionary<string, string> Details(Exception thrown, ProviderException? exception)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal);
        if (HostConfinement.Limits is { } limits && ReachedLimit.Find(thrown, limits) is { } reached)
        {
            details[FailureDetails.Limit] = reached;
        }

        if (exception is ProviderConfigurationException { OptionName: { } option })
        {
            details[FailureDetails.Option] = Cut(option, ProtocolLimits.MaximumDetailLength);
        }

        foreach ((string name, string value) in exception?.Details ?? new Dictionary<string, string>())
        {
            if (details.Count == ProtocolLimits.MaximumDetails)
            {
                break;
            }

            details[Cut(name, ProtocolLimits.MaximumDetailLength)] = Cut(value, ProtocolLimits.MaximumDetailLength);
        }

        return details;
    }

    private static string Cut(string? text, int length) => text switch
    {
        null => "",
        _ when text.Length <= length => text,
        _ => text[..length] + "…",
    };
}
