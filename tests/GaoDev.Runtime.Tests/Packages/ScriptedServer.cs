using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>A real HTTP server on loopback that answers as a test says: what a broken feed looks like from outside.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ScriptedServer(WebApplication application) => _application = application;

    public string Address =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public string Index => $"{Address}/v3/index.json";

    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, string, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ScriptedServer server = new(builder.Build());
        server._application.Run(context => answer(context, server.Address));
        await server._application.StartAsync();
        return server;
    }

    /// <summary>A server that has a proper service index, and answers everything else as the test says.</summary>
    public static Task<ScriptedServer> StartFeedAsync(Func<HttpContext, Task> answer) => StartAsync((context, address) =>
        context.Request.Path == "/v3/index.json"
            ? context.Response.WriteAsync($$"""{"version":"3.0.0","resources":[{"@id":"{{address}}/flat/","@type":"PackageBaseAddress/3.0.0"}]}""")
            : answer(context));

    /// <summary>A feed that has version 1.0.0 of whatever is asked for, and delivers it as the test says.</summary>
    public static Task<ScriptedServer> StartPackageAsync(Func<HttpContext, Task> deliver) => StartFeedAsync(context =>
        context.Request.Path.Value!.EndsWith("index.json", StringComparison.Ordinal)
            ? context.Response.WriteAsync("""{"versions":["1.0.0"]}""")
            : deliver(context));

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
