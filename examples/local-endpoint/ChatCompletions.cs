using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GaoDev.Examples.LocalEndpoint;

/// <summary>Checks a request as the service does, and answers it: word by word where a stream is asked for.</summary>
internal sealed partial class ChatCompletions(EndpointOptions options)
{
    public async Task<IResult> AnswerAsync(HttpContext http, string deployment)
    {
        if (!HasKey(http.Request))
        {
            return AzureError.Write(401, "401", "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.");
        }

        if (string.IsNullOrEmpty(http.Request.Query["api-version"]))
        {
            return AzureError.Write(404, "404", "Resource not found");
        }

        if (deployment != options.Deployment)
        {
            return AzureError.Write(404, "DeploymentNotFound", "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.");
        }

        ChatRequest? request = await ReadAsync(http.Request);
        if (request?.Messages is not { Count: > 0 } messages)
        {
            return AzureError.Write(400, "BadRequest", "'messages' is a required property");
        }

        string prompt = messages[^1].Content ?? "";
        if (RateLimitSwitch().Match(prompt) is { Success: true } demanded)
        {
            return AzureError.WriteRateLimit(http.Response, int.Parse(demanded.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        Answer answer = Answer.To(messages, request.MaxCompletionTokens ?? request.MaxTokens);
        if (!request.Stream)
        {
            return Results.Json(answer.AsCompletion(), WireFormat.Default.ChatCompletion);
        }

        await StreamAsync(http.Response, answer, request.StreamOptions?.IncludeUsage == true, http.RequestAborted);
        return Results.Empty;
    }

    /// <summary>In a prompt, "[429 after 7]" asks for that refusal with that Retry-After.</summary>
    [GeneratedRegex(@"\[429 after ([0-9]{1,4})\]")]
    private static partial Regex RateLimitSwitch();

    private bool HasKey(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers["api-key"].ToString()), Encoding.UTF8.GetBytes(options.Key));

    private static async Task<ChatRequest?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, WireFormat.Default.ChatRequest, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task StreamAsync(HttpResponse response, Answer answer, bool includeUsage, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        foreach (ChatChunk chunk in answer.AsChunks(includeUsage))
        {
            await WriteEventAsync(response, JsonSerializer.Serialize(chunk, WireFormat.Default.ChatChunk), cancellationToken);
            await Task.Delay(options.Delay, cancellationToken);
        }

        await WriteEventAsync(response, "[DONE]", cancellationToken);
    }

    private static async Task WriteEventAsync(HttpResponse response, string data, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"data: {data}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
