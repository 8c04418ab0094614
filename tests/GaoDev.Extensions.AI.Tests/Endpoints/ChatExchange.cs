using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace GaoDev.Tests.Endpoints;

/// <summary>One request to a <see cref="ChatEndpoint"/>, and the means to answer it in OpenAI's wire format.</summary>
internal sealed class ChatExchange(HttpContext http, JsonElement request)
{
    public string Prompt => request.GetProperty("messages").EnumerateArray().Last().GetProperty("content") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement parts => string.Concat(parts.EnumerateArray().Select(part => part.GetProperty("text").GetString())),
    };

    public JsonElement Body => request;

    public HttpRequest Request => http.Request;

    public CancellationToken Aborted => http.RequestAborted;

    public Task SendTextAsync(string text) => SendDeltaAsync(new JsonObject { ["role"] = "assistant", ["content"] = text });

    public Task SendDeltaAsync(JsonObject delta) => SendChunkAsync(Choices(delta, null));

    public Task SendFinishAsync(string reason = "stop") => SendChunkAsync(Choices([], reason));

    public Task SendUsageAsync(int input, int output, int cached = 0, int reasoning = 0) => SendChunkAsync(new JsonObject
    {
        ["choices"] = new JsonArray(),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = input,
            ["completion_tokens"] = output,
            ["total_tokens"] = input + output,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cached },
            ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reasoning },
        },
    });

    public Task SendDoneAsync() => WriteAsync("data: [DONE]\n\n");

    /// <summary>A whole answer: text, finish, usage.</summary>
    public async Task AnswerAsync(params IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
        {
            await SendTextAsync(text);
        }

        await SendFinishAsync();
        await SendUsageAsync(3, texts.Count);
        await SendDoneAsync();
    }

    public async Task RefuseAsync(int status, string? code, string message, string? retryAfter = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        if (retryAfter is not null)
        {
            http.Response.Headers.RetryAfter = retryAfter;
        }

        await http.Response.WriteAsync(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());
    }

    /// <summary>Sends text as it is, where an event stream is expected.</summary>
    public async Task WriteAsync(string text)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "text/event-stream";
        }

        await http.Response.WriteAsync(text, Aborted);
        await http.Response.Body.FlushAsync(Aborted);
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => http.Abort();

    private static JsonObject Choices(JsonObject delta, string? finish) => new()
    {
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
    };

    private Task SendChunkAsync(JsonObject chunk)
    {
        chunk["id"] = "chatcmpl-1";
        chunk["object"] = "chat.completion.chunk";
        chunk["created"] = 1_700_000_000;
        chunk["model"] = "test-model";
        return WriteAsync($"data: {chunk.ToJsonString()}\n\n");
    }
}
