using System.Text;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using Microsoft.AspNetCore.Http;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>What stands between a feed and the store: credentials, caches, silence.</summary>
public sealed class FeedAccessTests : IDisposable
{
    private const string Password = "p4ss-of-the-feed";

    private readonly Installing _installing = new();

    public void Dispose() => _installing.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Credentials_OfNugetConfig_OpenTheFeedAndAppearNowhere(bool isRight)
    {
        byte[] package = await SaveAsync("1.0.0");
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"reader:{Password}"));
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, address) =>
        {
            if (context.Request.Headers.Authorization != expected)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"feed\"";
                return Task.CompletedTask;
            }

            return context.Request.Path.Value switch
            {
                "/v3/index.json" => context.Response.WriteAsync($$"""{"version":"3.0.0","resources":[{"@id":"{{address}}/flat/","@type":"PackageBaseAddress/3.0.0"}]}"""),
                string path when path.EndsWith("index.json", StringComparison.Ordinal) => context.Response.WriteAsync("""{"versions":["1.0.0"]}"""),
                _ => context.Response.Body.WriteAsync(package).AsTask(),
            };
        });
        await ConfigureAsync(server.Index, $"""
            <packageSourceCredentials><closed><add key="Username" value="reader" /><add key="ClearTextPassword" value="{(isRight ? Password : "wrong-one")}" /></closed></packageSourceCredentials>
            """);
        PackageRequest request = _installing.Request("Contoso.Provider") with { Sources = [] };

        if (!isRight)
        {
            PluginException refused = await _installing.RefusedAsync(request, PluginErrorCode.FeedUnreachable);
            Assert.Contains("refuses access", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-one", refused.ToString(), StringComparison.Ordinal);
            return;
        }

        InstalledPlugin plugin = await _installing.InstallAsync(request);

        Assert.Equal("1.0.0", plugin.Version);
        foreach (string file in Directory.EnumerateFiles(_installing.Store.Layout.Home, "*.json", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Password, await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Feed_ThatIsSilent_IsGivenUpInTime()
    {
        TaskCompletionSource ended = new();
        await using ScriptedServer server = await ScriptedServer.StartFeedAsync(async context =>
        {
            context.RequestAborted.Register(ended.SetResult);
            await ended.Task;
        });

        PluginException refused = await _installing.RefusedAsync(
            _installing.Request("Contoso.Provider", source: server.Index) with { Patience = TimeSpan.FromSeconds(0.5) }, PluginErrorCode.FeedUnreachable);

        Assert.Contains("was silent for 0.5 seconds", refused.Message, StringComparison.Ordinal);
        await ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Feed_ThatStopsInAPackage_IsGivenUpInTime()
    {
        byte[] package = await SaveAsync("1.0.0");
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(async context =>
        {
            context.Response.ContentLength = package.Length;
            await context.Response.Body.WriteAsync(package.AsMemory(0, package.Length / 2));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        PluginException refused = await _installing.RefusedAsync(
            _installing.Request("Contoso.Provider", source: server.Index) with { Patience = TimeSpan.FromSeconds(1) }, PluginErrorCode.FeedUnreachable);

        Assert.Contains("was silent for 1 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatIsSlowAndNotSilent_IsWaitedFor()
    {
        const int Pieces = 8;
        byte[] package = await SaveAsync("1.0.0");
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(async context =>
        {
            context.Response.ContentLength = package.Length;
            foreach (byte[] piece in package.Chunk((package.Length / Pieces) + 1))
            {
                await context.Response.Body.WriteAsync(piece);
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromSeconds(0.5));
            }
        });

        // All of it takes longer than the patience with any piece of it.
        InstalledPlugin plugin = await _installing.InstallAsync(
            _installing.Request("Contoso.Provider", source: server.Index) with { Patience = TimeSpan.FromSeconds(3) });

        Assert.Equal("1.0.0", plugin.Version);
    }

    [Fact]
    public async Task Feed_ThatDeprecatesAPackage_IsHeard()
    {
        byte[] package = await SaveAsync("1.0.0");
        await using ScriptedServer server = await ServeAsync(package, """
            "published":"2026-01-01T00:00:00Z","deprecation":{"reasons":["Legacy"],"alternatePackage":{"id":"Contoso.Provider2","range":"*"}}
            """);

        await using PreparedInstallation prepared = await _installing.PrepareAsync(_installing.Request("Contoso.Provider", source: server.Index));

        GaoDev.Runtime.Trust.SecurityNotice notice = Assert.Single(prepared.Notices);
        Assert.Equal(("deprecated", "Contoso.Provider 1.0.0"), (notice.Kind, notice.Package));
        Assert.Contains("Legacy; use Contoso.Provider2", notice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(400, false)]
    [InlineData(-400, true)]
    public async Task Release_YoungerThanThePolicyWants_IsRefused(int daysAgo, bool isRefused)
    {
        byte[] package = await SaveAsync("1.0.0");
        string published = DateTimeOffset.UtcNow.AddDays(-daysAgo).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await using ScriptedServer server = await ServeAsync(package, $"\"published\":\"{published}\"");
        PackageRequest request = _installing.Request("Contoso.Provider", source: server.Index) with
        {
            Policy = new GaoDev.Runtime.Trust.InstallationPolicy { MinimumAge = TimeSpan.FromDays(30) },
        };

        if (isRefused)
        {
            PluginException refused = await _installing.RefusedAsync(request, PluginErrorCode.PolicyRefused);
            Assert.Contains("must be 30 days old", refused.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("1.0.0", (await _installing.InstallAsync(request)).Version);
        }
    }

    private async Task<byte[]> SaveAsync(string version) => await File.ReadAllBytesAsync(
        TestPackage.Provider("Contoso.Provider", version, "contoso").Save(_installing.Feed), Cancellation);

    private Task ConfigureAsync(string index, string more) => File.WriteAllTextAsync(_installing.Folder["nuget.config"], $"""
        <configuration><packageSources><clear /><add key="closed" value="{index}" allowInsecureConnections="true" /></packageSources>{more}</configuration>
        """, Cancellation);

    /// <summary>A feed that has registrations, with this in the entry of the one package.</summary>
    private static Task<ScriptedServer> ServeAsync(byte[] package, string entry) => ScriptedServer.StartAsync((context, address) => context.Request.Path.Value switch
    {
        "/v3/index.json" => context.Response.WriteAsync($$"""
            {"version":"3.0.0","resources":[{"@id":"{{address}}/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{address}}/registration/","@type":"RegistrationsBaseUrl/3.6.0"}]}
            """),
        "/registration/contoso.provider/index.json" => context.Response.WriteAsync($$"""
            {"@id":"{{address}}/registration/contoso.provider/index.json","count":1,"items":[{"@id":"{{address}}/page","count":1,"lower":"1.0.0","upper":"1.0.0","items":[{
              "@id":"{{address}}/leaf","packageContent":"{{address}}/flat/contoso.provider/1.0.0/contoso.provider.1.0.0.nupkg",
              "catalogEntry":{"@id":"{{address}}/entry","id":"Contoso.Provider","version":"1.0.0","listed":true,{{entry}} } } ]} ]}
            """),
        string path when path.EndsWith("index.json", StringComparison.Ordinal) => context.Response.WriteAsync("""{"versions":["1.0.0"]}"""),
        _ => context.Response.Body.WriteAsync(package).AsTask(),
    });
}
