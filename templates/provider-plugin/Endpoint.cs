using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Contoso.Provider;

/// <summary>
/// The backend: takes <c>{"prompt": …, "model": …}</c> and answers with lines, <c>{"text": …}</c> for each piece and
/// <c>{"done": true, "input_tokens": …, "output_tokens": …}</c> at the end. Replace it with yours.
/// </summary>
internal sealed class Endpoint(ProviderContext context, string providerName)
{
    public async IAsyncEnumerable<AgentUpdate> AskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonObject question = new() { ["prompt"] = task.Prompt, ["model"] = task.Model };
        using HttpRequestMessage request = new(HttpMethod.Post, context.Configuration.GetUri("endpoint"))
        {
            Content = new StringContent(question.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.Configuration.GetRequiredString("api_key"));
        using HttpResponseMessage response = await context.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        ThrowIfRefused(response);

        using StreamReader reader = new(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            // What is not a line of the answer ends here, in an exception; the JSON keeps what it knows of it out.
            if (line.Length == 0 || Read(line) is not { } piece)
            {
                continue;
            }

            if (piece.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String)
            {
                yield return text.GetString()!;
            }
            else if (piece.TryGetProperty("done", out _))
            {
                yield return new UsageUpdate(ReadCount(piece, "input_tokens"), ReadCount(piece, "output_tokens"));
                yield return new FinishUpdate(FinishReason.Stop);
                yield break;
            }
        }

        throw new ProviderException(ProviderErrorKind.Network, "The endpoint ended the answer before it was complete.", providerName);
    }

    private JsonElement? Read(string line)
    {
        // Lines that begin with a colon keep the connection open and say nothing.
        if (line.StartsWith(':'))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException failure)
        {
            throw new ProviderExecutionException("The endpoint sent something that is no answer.", providerName, failure);
        }
    }

    private void ThrowIfRefused(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        string message = $"The endpoint answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        TimeSpan? wait = response.Headers.RetryAfter?.Delta;
        throw response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new ProviderAuthenticationException("The endpoint did not accept the key.", providerName),
            HttpStatusCode.NotFound => new ProviderException(ProviderErrorKind.ModelNotFound, message, providerName),
            HttpStatusCode.TooManyRequests => new RateLimitException(message, wait ?? TimeSpan.FromSeconds(10), providerName),
            >= HttpStatusCode.InternalServerError => new ProviderUnavailableException(message, providerName) { RetryAfter = wait },
            >= HttpStatusCode.BadRequest => new ProviderException(ProviderErrorKind.InvalidRequest, message, providerName),
            _ => new ProviderExecutionException(message, providerName),
        };
    }

    private static long ReadCount(JsonElement piece, string name) =>
        piece.TryGetProperty(name, out JsonElement count) && count.TryGetInt64(out long value) ? value : 0;
}
