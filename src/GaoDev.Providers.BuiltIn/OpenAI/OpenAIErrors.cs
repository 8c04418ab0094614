using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using GaoDev.Extensions.AI;

namespace GaoDev.Providers.BuiltIn.OpenAI;

/// <summary>Says in the contract's terms what OpenAI's client threw. What it says never holds the key.</summary>
internal static class OpenAIErrors
{
    public static ProviderException Translate(ClientResultException refusal, string providerName, string? apiKey)
    {
        PipelineResponse? response = refusal.GetRawResponse();
        if (response is null)
        {
            return new ProviderException(ProviderErrorKind.Network, $"'{providerName}' could not reach its endpoint: {Redact(refusal.Message)}", providerName, refusal);
        }

        (string code, string said) = ReadBody(response);
        string message = $"'{providerName}' was refused ({refusal.Status}{(code.Length > 0 ? $", {code}" : "")}). {Redact(said)}".TrimEnd();
        return HttpStatusErrors.Create(refusal.Status, code, message, FindRetryAfter(response), providerName, refusal);

        string Redact(string text) => string.IsNullOrEmpty(apiKey) ? text : text.Replace(apiKey, "***", StringComparison.Ordinal);
    }

    /// <summary>The error that an endpoint sends in place of a piece of the answer, or null where it is none.</summary>
    public static ProviderException? FindInStream(BinaryData piece, string providerName, string? apiKey)
    {
        (string code, string said) = ReadBody(piece);
        if (code.Length == 0 && said.Length == 0)
        {
            return null;
        }

        int status = code switch
        {
            "invalid_api_key" => 401,
            "rate_limit_exceeded" or "insufficient_quota" => 429,
            "model_not_found" => 404,
            "context_length_exceeded" or "invalid_request_error" or "content_filter" or "content_policy_violation" => 400,
            _ => 500,
        };
        string message = $"'{providerName}' broke the answer off{(code.Length > 0 ? $" ({code})" : "")}. {said}".TrimEnd();
        return HttpStatusErrors.Create(status, code, string.IsNullOrEmpty(apiKey) ? message : message.Replace(apiKey, "***", StringComparison.Ordinal), null, providerName, null);
    }

    private static (string Code, string Message) ReadBody(PipelineResponse response) => ReadBody(response.Content);

    private static (string Code, string Message) ReadBody(BinaryData content)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(content);
            JsonElement error = body.RootElement.GetProperty("error");
            return error.ValueKind == JsonValueKind.String ? ("", error.GetString()!) : (ReadText(error, "code"), ReadText(error, "message"));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ("", "");
        }
    }

    private static string ReadText(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

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
