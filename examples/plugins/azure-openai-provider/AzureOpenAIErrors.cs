using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Identity;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>Says in the contract's terms what went wrong. What it says never holds the key.</summary>
internal sealed class AzureOpenAIErrors(string providerName, IReadOnlyList<string> models, AzureOpenAISettings settings, TimeSpan timeout)
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>The failure as a <see cref="ProviderException"/>, or null where it is none that a backend causes.</summary>
    public ProviderException? Translate(Exception failure) => failure switch
    {
        ClientResultException refusal => TranslateRefusal(refusal),
        AuthenticationFailedException refusal => new ProviderAuthenticationException($"Entra ID gave no token. {Redact(refusal.Message)}", providerName, refusal),
        OperationCanceledException => new ProviderTimeoutException(
            string.Create(CultureInfo.InvariantCulture, $"Azure OpenAI had not answered in full after {timeout.TotalSeconds:0.###} s. Raise 'timeout', or ask for less."), providerName, failure),
        HttpRequestException or IOException => new ProviderException(
            ProviderErrorKind.Network, $"The connection to {settings.Endpoint.Authority} failed: {Redact(failure.Message)}", providerName, failure),
        JsonException or FormatException or ArgumentOutOfRangeException or KeyNotFoundException or (InvalidOperationException and not ObjectDisposedException) => new ProviderExecutionException(
            $"{settings.Endpoint.Authority} sent something that is no chat completion.", providerName, failure),
        _ => null,
    };

    /// <summary>The stream ended in an orderly way and the answer did not.</summary>
    public ProviderException Incomplete() =>
        new(ProviderErrorKind.Network, $"{settings.Endpoint.Authority} ended the answer before it was complete.", providerName);

    private ProviderException TranslateRefusal(ClientResultException refusal)
    {
        PipelineResponse? response = refusal.GetRawResponse();
        if (response is null)
        {
            return new ProviderException(ProviderErrorKind.Network, $"The connection to {settings.Endpoint.Authority} failed: {Redact(refusal.Message)}", providerName, refusal);
        }

        (string code, string said) = ReadBody(response);
        string message = $"Azure OpenAI refused the request ({refusal.Status}{(code.Length > 0 ? $", {code}" : "")}). {said}".TrimEnd();
        return refusal.Status switch
        {
            401 => new ProviderAuthenticationException($"{message} Check {(settings.ApiKey is null ? "who the token is for" : "'api_key'")} and that it belongs to {settings.Endpoint.Authority}.", providerName, refusal),
            403 => new ProviderException(ProviderErrorKind.Authorization, message, providerName, refusal),
            404 when Is(code, "DeploymentNotFound") || Is(code, "model_not_found") => new ModelNotFoundException(settings.Deployment, models, providerName, refusal),
            408 => new ProviderTimeoutException(message, providerName, refusal),
            429 when Is(code, "insufficient_quota") => new ProviderException(ProviderErrorKind.QuotaExceeded, message, providerName, refusal),
            429 => new RateLimitException(message, ReadRetryAfter(response), providerName, refusal),
            400 when Is(code, "content_filter") => new ProviderException(ProviderErrorKind.ContentPolicy, message, providerName, refusal),
            >= 500 => new ProviderUnavailableException(message, providerName, refusal) { RetryAfter = FindRetryAfter(response) },
            _ => new ProviderException(ProviderErrorKind.InvalidRequest, message, providerName, refusal),
        };
    }

    private static bool Is(string code, string expected) => string.Equals(code, expected, StringComparison.OrdinalIgnoreCase);

    private (string Code, string Message) ReadBody(PipelineResponse response)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(response.Content);
            // Azure's gateway puts the message at the top; the service puts it into "error".
            JsonElement error = body.RootElement.TryGetProperty("error", out JsonElement inner) ? inner : body.RootElement;
            return (ReadText(error, "code"), Redact(ReadText(error, "message")));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return ("", "");
        }
    }

    private static string ReadText(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ToString()
            : "";

    private string Redact(string text) => (settings.ApiKey ?? settings.ClientSecret) is { Length: > 0 } secret ? text.Replace(secret, "***", StringComparison.Ordinal) : text;

    private TimeSpan ReadRetryAfter(PipelineResponse response) => FindRetryAfter(response) ?? DefaultRetryAfter;

    private static TimeSpan? FindRetryAfter(PipelineResponse response)
    {
        if (response.Headers.TryGetValue("retry-after-ms", out string? text)
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double milliseconds)
            && milliseconds < int.MaxValue)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return response.Headers.TryGetValue("retry-after", out text) && RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? wait)
            ? wait.Delta
            : null;
    }
}
