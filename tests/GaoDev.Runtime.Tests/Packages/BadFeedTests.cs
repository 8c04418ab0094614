using System.Net;
using System.Net.Sockets;
using GaoDev.LocalFeed;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
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
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(context =>
            context.Response.Body.WriteAsync(other).AsTask());

        PluginException refused = await RefusedAsync(server.Index, PluginErrorCode.PackageCorrupt);

        Assert.Contains("says that it is Fabrikam.Provider 1.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatTruncatesAPackage_IsACorruptPackage()
    {
        byte[] whole = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), TestContext.Current.CancellationToken);
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(context =>
            context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length - 100)).AsTask());

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
        await _installing.RefusedAsync(_installing.Request("no id", "1.0.0"), PluginErrorCode.PackageNotFound);
        await _installing.RefusedAsync(_installing.Request("../../nowhere", "1.0.0"), PluginErrorCode.PackageNotFound);
    }

    [Fact]
    public async Task Version_OnlyPrerelease_SaysHowToAllowIt()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0-beta.2", "contoso").Save(_installing.Feed);

        PluginException refused = await _installing.RefusedAsync(_installing.Request("Contoso.Provider"), PluginErrorCode.VersionNotFound);

        Assert.Contains("--prerelease", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatCannotBeReached_IsPassedOverWhereThatIsAskedFor()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        string nowhere = _installing.Folder["nowhere"];
        PackageRequest request = _installing.Request("Contoso.Provider") with { Sources = [_installing.Feed, nowhere] };
        await _installing.RefusedAsync(request, PluginErrorCode.FeedUnreachable);

        await using PreparedInstallation prepared = await _installing.PrepareAsync(request with { IgnoreFailedSources = true });

        Assert.Equal("source", Assert.Single(prepared.Notices).Kind);
        await _installing.RefusedAsync(request with { Sources = [nowhere], IgnoreFailedSources = true }, PluginErrorCode.PackageNotFound);
    }

    [Fact]
    public async Task Configuration_ThatIsNamed_IsTheOnlyOne()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        string other = _installing.Folder.Create("other");
        await File.WriteAllTextAsync(Path.Combine(other, "my.config"), $"""
            <configuration><packageSources><add key="mine" value="{_installing.Feed}" /></packageSources></configuration>
            """, TestContext.Current.CancellationToken);
        PackageRequest request = _installing.Request("Contoso.Provider") with { Sources = [], ConfigurationFile = "other/my.config" };

        Assert.Equal("1.0.0", (await _installing.InstallAsync(request)).Version);
        await _installing.RefusedAsync(request with { ConfigurationFile = "missing.config" }, PluginErrorCode.ConfigurationInvalid);
    }

    [Fact]
    public async Task Feed_ThatChangesAPackageBetweenTwoRequests_InstallsTheBytesThatWereChecked()
    {
        byte[] first = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), TestContext.Current.CancellationToken);
        int served = 0;
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(context =>
            context.Response.Body.WriteAsync(Interlocked.Increment(ref served) == 1 ? first : "something else"u8.ToArray()).AsTask());

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Contoso.Provider", source: server.Index));

        Assert.Equal(1, served);
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(first)), Assert.Single(plugin.Closure).Sha512);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public async Task Feed_WithAWrongLength_IsRefused(int difference)
    {
        byte[] whole = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), TestContext.Current.CancellationToken);
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(async context =>
        {
            context.Response.ContentLength = whole.Length + difference;
            await context.Response.Body.WriteAsync(whole.AsMemory(0, Math.Min(whole.Length, whole.Length + difference)));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        PluginException refused = await Assert.ThrowsAsync<PluginException>(() => _installing.InstallAsync(_installing.Request("Contoso.Provider", source: server.Index)));

        Assert.True(refused.Code is PluginErrorCode.FeedUnreachable or PluginErrorCode.PackageCorrupt, refused.ToString());
        Assert.Empty(_installing.Contents());
    }

    [Fact]
    public async Task Feed_ThatRedirects_IsFollowed()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        await using FolderFeed feed = await FolderFeed.StartAsync(_installing.Feed, 0);
        string container = feed.Address[..feed.Address.IndexOf("/v3/", StringComparison.Ordinal)];
        using HttpClient client = new();
        string index = await client.GetStringAsync(new Uri(feed.Address), TestContext.Current.CancellationToken);
        string flat = System.Text.Json.JsonDocument.Parse(index).RootElement.GetProperty("resources").EnumerateArray()
            .First(resource => resource.GetProperty("@type").GetString()!.StartsWith("PackageBaseAddress/", StringComparison.Ordinal)).GetProperty("@id").GetString()!;
        await using ScriptedServer server = await ScriptedServer.StartFeedAsync(context =>
        {
            context.Response.Redirect(flat.TrimEnd('/') + context.Request.Path.Value!["/flat".Length..]);
            return Task.CompletedTask;
        });

        Assert.StartsWith(container, flat, StringComparison.Ordinal);
        Assert.Equal("1.0.0", (await _installing.InstallAsync(_installing.Request("Contoso.Provider", source: server.Index))).Version);
    }

    [Fact]
    public async Task Feed_ThatKnowsOfVulnerabilities_IsHeard()
    {
        byte[] package = await File.ReadAllBytesAsync(
            TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed), TestContext.Current.CancellationToken);
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, address) => context.Request.Path.Value switch
        {
            "/v3/index.json" => context.Response.WriteAsync($$"""
                {"version":"3.0.0","resources":[{"@id":"{{address}}/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{address}}/vulnerable","@type":"VulnerabilityInfo/6.7.0"}]}
                """),
            "/vulnerable" => context.Response.WriteAsync($$"""[{"@name":"base","@id":"{{address}}/page","@updated":"2026-01-01T00:00:00Z"}]"""),
            "/page" => context.Response.WriteAsync("""
                {"contoso.provider":[{"severity":3,"url":"https://advisories.example/1","versions":"[1.0.0]"},{"severity":0,"url":"https://advisories.example/2","versions":"(, 0.9.0)"}]}
                """),
            string path when path.EndsWith("index.json", StringComparison.Ordinal) => context.Response.WriteAsync("""{"versions":["1.0.0"]}"""),
            _ => context.Response.Body.WriteAsync(package).AsTask(),
        });

        await using PreparedInstallation prepared = await _installing.PrepareAsync(_installing.Request("Contoso.Provider", source: server.Index));

        GaoDev.Runtime.Trust.SecurityNotice notice = Assert.Single(prepared.Notices);
        Assert.Equal(("vulnerable", "Contoso.Provider 1.0.0"), (notice.Kind, notice.Package));
        Assert.Contains("critical severity: https://advisories.example/1", notice.Text, StringComparison.Ordinal);
    }

    private Task<PluginException> RefusedAsync(string source, PluginErrorCode code) =>
        _installing.RefusedAsync(_installing.Request("Contoso.Provider", source: source), code);
}
