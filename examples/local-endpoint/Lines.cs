using System.Text.Json;

namespace GaoDev.Examples.LocalEndpoint;

/// <summary>The format that a provider of the template <c>gaodev-provider</c> starts with: a line of JSON for each piece.</summary>
internal sealed class Lines(EndpointOptions options)
{
    public async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {options.Key}")
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using JsonDocument question = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        string[] words = $"You asked: {question.RootElement.GetProperty("prompt").GetString()}".Split(' ');
        http.Response.ContentType = "application/x-ndjson";
        foreach (string word in words)
        {
            await http.Response.WriteAsync($"{{\"text\":\"{JsonEncodedText.Encode(word)} \"}}\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }

        await http.Response.WriteAsync($"{{\"done\":true,\"input_tokens\":{words.Length},\"output_tokens\":{words.Length}}}\n", http.RequestAborted);
    }
}
