using System.Text.Json;
using Anthropic.Exceptions;
using GaoDev.Extensions.AI;

namespace GaoDev.Providers.Anthropic;

/// <summary>Says in the contract's terms what Anthropic answers. What it says never holds the key.</summary>
internal static class AnthropicErrors
{
    public static ProviderException Translate(int status, string body, TimeSpan? retryAfter, string providerName, string apiKey)
    {
        (string type, string said) = ReadBody(body);
        string message = $"'{providerName}' was refused ({status}{(type.Length > 0 ? $", {type}" : "")}). {said}".TrimEnd().Replace(apiKey, "***", StringComparison.Ordinal);
        return HttpStatusErrors.Create(status, ReadCode(type, said), message, retryAfter, providerName, null);
    }

    /// <summary>An error that comes in the middle of an answer.</summary>
    public static ProviderException TranslateEvent(AnthropicSseException failure, string providerName, string apiKey)
    {
        (string type, string said) = ReadBody(failure.Body.ValueKind == JsonValueKind.Undefined ? "" : failure.Body.GetRawText());
        int status = type switch
        {
            "overloaded_error" => 529,
            "rate_limit_error" => 429,
            "authentication_error" => 401,
            "permission_error" => 403,
            "invalid_request_error" => 400,
            _ => 500,
        };
        string message = $"'{providerName}' broke the answer off ({(type.Length > 0 ? type : "error")}). {said}".TrimEnd().Replace(apiKey, "***", StringComparison.Ordinal);
        return HttpStatusErrors.Create(status, null, message, null, providerName, failure);
    }

    // Anthropic says with a sentence what others say with a code.
    private static string? ReadCode(string type, string said) =>
        type == "billing_error" || said.Contains("credit balance", StringComparison.OrdinalIgnoreCase) || said.Contains("current quota", StringComparison.OrdinalIgnoreCase) ? "insufficient_quota" : null;

    private static (string Type, string Message) ReadBody(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement error = document.RootElement.GetProperty("error");
            return (ReadText(error, "type"), ReadText(error, "message"));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ("", "");
        }
    }

    private static string ReadText(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
