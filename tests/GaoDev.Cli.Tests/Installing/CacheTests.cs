using System.Security.Cryptography;
using GaoDev.Runtime.Tests.Packages;
using Microsoft.AspNetCore.Http;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>
/// The user's global packages folder, with a feed that is elsewhere by its name: the server on loopback is its proxy, because
/// what is cached of a loopback feed is never used.
/// </summary>
public sealed class CacheTests : IDisposable
{
    private const string Id = "contoso.provider";

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("same", false, false)]
    [InlineData("same", true, true)]
    [InlineData("other source", false, true)]
    [InlineData("other bytes", false, true)]
    public async Task GlobalPackages_AreReadWhereTheyAreTheSameAndNeverChanged(string kept, bool noCache, bool isFetched)
    {
        byte[] package = await File.ReadAllBytesAsync(TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_workplace.Feed), Cancellation);
        int fetched = 0;
        await using ScriptedServer server = await ScriptedServer.StartPackageAsync(async context =>
        {
            Interlocked.Increment(ref fetched);
            await context.Response.Body.WriteAsync(package);
        });
        string source = $"http://{Guid.NewGuid():N}.test/v3/index.json";
        string packages = _workplace.Folder.Create("global");
        string folder = Directory.CreateDirectory(Path.Combine(packages, Id, "1.0.0")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{Id}.1.0.0.nupkg"), kept == "other bytes" ? [.. package, 0] : package, Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder, ".nupkg.metadata"),
            $$"""{"version":2,"contentHash":"{{Convert.ToBase64String(SHA512.HashData(package))}}","source":"{{(kept == "other source" ? "https://elsewhere.test/v3/index.json" : source)}}"}""",
            Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(_workplace.Project, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="feed" value="{source}" allowInsecureConnections="true" /></packageSources></configuration>""",
            Cancellation);
        string[] before = Describe(packages);
        _workplace.Environment["NUGET_PACKAGES"] = packages;
        _workplace.Environment["http_proxy"] = server.Address;
        _workplace.Environment["no_proxy"] = "";

        string[] options = noCache ? ["--no-cache"] : [];
        (await _workplace.RunAsync(["plugins", "install-provider", "Contoso.Provider@1.0.0", "--yes", .. options])).Succeeded();

        Assert.Equal(isFetched ? 1 : 0, fetched);
        Assert.Equal(before, Describe(packages));
    }

    private static string[] Describe(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
