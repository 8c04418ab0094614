using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GaoDev.Tests.Endpoints;

/// <summary>A server on a free loopback port that answers each request as the test says, and keeps what was asked.</summary>
internal sealed class ChatEndpoint : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<JsonElement> requests = new();

    private ChatEndpoint(WebApplication application) => this.application = application;

    public Uri Address => new(application.Urls.Single());

    public IReadOnlyList<JsonElement> Requests => [.. requests];

    public static async Task<ChatEndpoint> StartAsync(Func<ChatExchange, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        ChatEndpoint endpoint = new(application);
        application.MapFallback(async http =>
        {
            using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body);
            endpoint.requests.Enqueue(body.RootElement.Clone());
            await answer(new ChatExchange(http, body.RootElement));
        });
        await application.StartAsync();
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource atOnce = new(TimeSpan.Zero);
        await application.StopAsync(atOnce.Token);
        await application.DisposeAsync();
    }
}
