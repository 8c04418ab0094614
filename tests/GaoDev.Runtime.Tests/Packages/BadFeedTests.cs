using System.Net;
using System.Net.Sockets;
using GaoDev.LocalFeed;
using GaoDev.Plugins.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace GaoDev.Runtime.Tests.Packages;

public sealed class BadFeedTests : IDisposable
{
    private readonly Installing _installing = new();

    public void Dispose() => _installing.Dispose();

    [Fact]
    public async Task Feed_ThatRefusesConnections_IsUnreachable()
    {
        int port;
        using (TcpListener listener = new(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        PluginException refused = await RefusedAsync($"http://127.0.0.1:{port}/v3/index.json", PluginErrorCode.FeedUnreachable);

        Assert.Contains("connection refused", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatAnswers500_IsUnreachable()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        Assert.Contains("answered 500", (await RefusedAsync(server.Index, PluginErrorCode.FeedUnreachable)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatWantsCredentials_SaysSo()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"feed\"";
            return Task.CompletedTask;
        });

        Assert.Contains("refuses access", (await RefusedAsync(server.Index, PluginErrorCode.FeedUnreachable)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("{")]
    [InlineData("""{"version":"3.0.0","resources":[]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Feed_ThatIsNone_IsUnreachable(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) => context.Response.WriteAsync(body));

        await RefusedAsync(server.Index, PluginErrorCode.FeedUnreachable);
    }

    [Theory]
    [InlineData("{\"versions\":[\"1.0.0\"")]
    [InlineData("{\"versions\":[\"not a version\"]}")]
    [InlineData("{\"versions\":{}}")]
    public async Task Feed_WithGarbageForVersions_IsUnreachable(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartFeedAsync(context => context.Response.WriteAsync(body));

        await RefusedAsync(server.Index, PluginErrorCode.FeedUnreachable);
    }

    [Fact]
    public async Task Feed_ThatListsAPackageAndDoesNotDeliverIt_IsUnreachable()
    {
        await using ScriptedServer server = await ScriptedServer.StartFeedAsync(context =>
        {
            if (context.Request.Path.Value!.EndsWith("index.json", StringComparison.Ordinal))
            {
                return context.Response.WriteAsync("""{"versions":["1.0.0"]}""");
            }

            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        PluginException refused = await RefusedAsync(server.Index, PluginErrorCode.FeedUnreachable);

        Assert.Contains("does not deliver", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatDeliversSomethingElse_IsACorruptPackage()
    {
        byte[] other = await File.ReadAllBytesAsync(
            TestPackage.Provider("Fabrikam.Provider", "1.0.0", "fabrikam").Save(_installing.Feed), TestContext.Current.CancellationToken);
        await using ScriptedServer server = await ScriptedServer.StartFeedAsync(context =>
            context.Request.Path.Value!.EndsWith("index.json", StringComparison.Ordinal)
                ? context.Response.WriteAsync("""{"versions":["1.0.0"]}""")
                : context.Response.Body.WriteAsync(other).AsTask());

        PluginException refused = await RefusedAsync(server.Index, PluginErrorCode.PackageCorrupt);

        Assert.Contains("says that it is Fabrikam.Provider 1.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatTruncatesAPackage_IsACorruptPackage()
    {
        byte[] whole = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), TestContext.Current.CancellationToken);
        await using ScriptedServer server = await ScriptedServer.StartFeedAsync(context =>
            context.Request.Path.Value!.EndsWith("index.json", StringComparison.Ordinal)
                ? context.Response.WriteAsync("""{"versions":["1.0.0"]}""")
                : context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length - 100)).AsTask());

        await RefusedAsync(server.Index, PluginErrorCode.PackageCorrupt);
    }

    [Fact]
    public async Task Folder_ThatDoesNotExist_IsUnreachable()
    {
        PluginException refused = await RefusedAsync(_installing.Folder["nowhere"], PluginErrorCode.FeedUnreachable);

        Assert.Contains("does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_OverPlainHttpElsewhere_IsRefusedBeforeItIsAsked()
    {
        PluginException refused = await RefusedAsync("http://feed.example/v3/index.json", PluginErrorCode.FeedInsecure);

        Assert.Contains("feed.example", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_AddressWithCredentials_IsNeverShown()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) => context.Response.WriteAsync("no feed"));
        string address = server.Index.Replace("http://", "http://user:hunter2@", StringComparison.Ordinal) + "?token=hunter3";

        PluginException refused = await RefusedAsync(address, PluginErrorCode.FeedUnreachable);

        Assert.DoesNotContain("hunter", refused.Message + refused.Remedy + refused.Plugin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_Unknown_IsNotFoundInAnyKindOfSource()
    {
        await using FolderFeed feed = await FolderFeed.StartAsync(_installing.Feed, 0);
        foreach (string source in (string[])[feed.Address, _installing.Feed])
        {
            PluginException refused = await RefusedAsync(source, PluginErrorCode.PackageNotFound);
            Assert.Contains("Contoso.Provider", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_ThatTheFeedDoesNotHave_NamesTheNearest()
    {
        foreach (string version in (string[])["1.0.0", "1.1.0", "2.0.0"])
        {
            TestPackage.Provider("Contoso.Provider", version, "contoso").Save(_installing.Feed);
        }

        PluginException refused = await _installing.RefusedAsync(
            _installing.Request("Contoso.Provider", "1.5.0"), PluginErrorCode.VersionNotFound);

        Assert.Contains("2.0.0, 1.1.0, 1.0.0", refused.Message, StringComparison.Ordinal);
        await _installing.RefusedAsync(_installing.Request("Contoso.Provider", "none"), PluginErrorCode.VersionNotFound);
        await _installing.RefusedAsync(_installing.Request("../../etc", "1.0.0"), PluginErrorCode.PackageNotFound);
    }

    [Fact]
    public async Task Version_OnlyPrerelease_SaysHowToAllowIt()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0-beta.2", "contoso").Save(_installing.Feed);

        PluginException refused = await _installing.RefusedAsync(_installing.Request("Contoso.Provider"), PluginErrorCode.VersionNotFound);

        Assert.Contains("--prerelease", refused.Remedy, StringComparison.Ordinal);
    }

    private Task<PluginException> RefusedAsync(string source, PluginErrorCode code) =>
        _installing.RefusedAsync(_installing.Request("Contoso.Provider", source: source), code);
}
