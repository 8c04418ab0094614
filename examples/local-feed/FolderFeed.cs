using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GaoDev.LocalFeed;

/// <summary>
/// A folder of .nupkg files as a NuGet V3 feed on loopback. It has the least that a feed needs to be restored from: a
/// service index and the flat container. The folder is looked at anew for each request, so it may be packed into.
/// </summary>
public sealed class FolderFeed : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly PackageFolder _packages;

    private FolderFeed(WebApplication application, PackageFolder packages)
    {
        _application = application;
        _packages = packages;
    }

    /// <summary>The address of the service index, to be given as a source.</summary>
    public string Address => BaseAddress + "v3/index.json";

    /// <summary>Ends when the process is told to.</summary>
    public Task Completion => _application.WaitForShutdownAsync();

    private string BaseAddress =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    /// <summary>Starts serving.</summary>
    /// <param name="folder">The folder; folders in it are not looked at.</param>
    /// <param name="port">A port of loopback, or 0 for any that is free.</param>
    public static async Task<FolderFeed> StartAsync(string folder, int port)
    {
        // Empty, since the other builders watch the working folder for settings that change, with all folders in it.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        FolderFeed feed = new(builder.Build(), new PackageFolder(folder));
        feed.Map();
        await feed._application.StartAsync();
        return feed;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Map()
    {
        _application.MapGet("/v3/index.json", WriteIndexAsync);
        _application.MapGet("/v3/flat/{id}/index.json", WriteVersionsAsync);
        _application.MapGet("/v3/flat/{id}/{version}/{file}", SendAsync);
    }

    private Task WriteIndexAsync(HttpContext context) => WriteJsonAsync(context, json =>
    {
        json.WriteString("version", "3.0.0");
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("@id", BaseAddress + "v3/flat/");
        json.WriteString("@type", "PackageBaseAddress/3.0.0");
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private async Task WriteVersionsAsync(HttpContext context)
    {
        string[] versions = _packages.VersionsOf(Value(context, "id"));
        if (versions.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await WriteJsonAsync(context, json =>
        {
            json.WriteStartArray("versions");
            foreach (string version in versions)
            {
                json.WriteStringValue(version);
            }

            json.WriteEndArray();
        });
    }

    // The path of what is sent comes from listing the folder, never from the request.
    private async Task SendAsync(HttpContext context)
    {
        string? path = _packages.Find(Value(context, "id"), Value(context, "version"));
        if (path is null || !Value(context, "file").EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        await context.Response.SendFileAsync(path, context.RequestAborted);
    }

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static async Task WriteJsonAsync(HttpContext context, Action<Utf8JsonWriter> members)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter json = new(context.Response.BodyWriter);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }
}
