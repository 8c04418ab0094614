using System.Text.Json;
using GaoDev.Plugins.Tests.Manifests;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>What is asked before a package is installed, and what a policy file answers.</summary>
public sealed class TrustTests : IDisposable
{
    private const string Network = """{"kind":"network","value":"api.contoso.com"}""";

    private readonly Workplace _workplace = new();
    private readonly TestSigner _contoso = new("Contoso Ltd");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _workplace.Dispose();
        _contoso.Dispose();
    }

    [Fact]
    public async Task Package_Unsigned_CarriesAWarningAndNeedsAnAnswer()
    {
        Save("1.0.0", Network);

        ToolRun run = (await InstallAsync("Contoso.Provider")).Failed(6, "GAODEV3007");
        Assert.Contains("is not signed: nobody can say who made it", run.Error, StringComparison.Ordinal);
        Assert.Contains("api.contoso.com:443", run.Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());

        (await InstallAsync("Contoso.Provider", "--yes")).Succeeded();
        JsonElement shown = (await ShowAsync()).GetProperty("granted");
        Assert.Equal("api.contoso.com", Assert.Single(shown.EnumerateArray()).GetProperty("value").GetString());
    }

    [Fact]
    public async Task Publisher_Unknown_IsNotAcceptedByYesUnlessThePolicySaysSo()
    {
        await _contoso.SignAsync(Save("1.0.0"), Cancellation);

        Assert.Contains("seen for the first time", (await InstallAsync("Contoso.Provider", "--yes")).Failed(6, "GAODEV3009").Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
        (await InstallAsync("Contoso.Provider", "--policy", await PolicyAsync($$"""{"schema":1,"publishers":["{{new string('0', 64)}}"]}"""), "--yes")).Failed(6, "GAODEV3009");
        // Nobody vouches for the name, so that the name is not enough.
        (await InstallAsync("Contoso.Provider", "--policy", await PolicyAsync("""{"schema":1,"publishers":["Contoso Ltd"]}"""), "--yes")).Failed(6, "GAODEV3009");

        (await InstallAsync("Contoso.Provider", "--policy", await PolicyAsync($$"""{"schema":1,"publishers":["{{_contoso.Fingerprint}}"]}"""), "--yes")).Succeeded();
        Assert.Equal("CN=Contoso Ltd", (await ShowAsync()).GetProperty("publisher").GetString());

        // Accepted once, and remembered.
        await _contoso.SignAsync(Save("1.1.0"), Cancellation);
        (await InstallAsync("Contoso.Provider", "--yes")).Succeeded();
    }

    [Fact]
    public async Task Publisher_Unknown_IsAcceptedWhereThePolicyAllowsAny()
    {
        await _contoso.SignAsync(Save("1.0.0"), Cancellation);
        string policy = await PolicyAsync("""{"schema":1,"unknownPublishers":"allow"}""");

        (await InstallAsync("Contoso.Provider", "--policy", policy)).Failed(6, "GAODEV3009");
        (await InstallAsync("Contoso.Provider", "--policy", policy, "--yes")).Succeeded();
    }

    [Theory]
    [InlineData("""{"schema":1,"unsigned":"refuse"}""", "is not signed")]
    [InlineData("""{"schema":1,"sources":["https://feed.contoso.com/v3/index.json"]}""", "may not come from")]
    [InlineData("""{"schema":1,"maximumPermissions":[{"kind":"network","value":"*.fabrikam.com"}]}""", "more than may be granted")]
    [InlineData("""{"schema":1,"minimumAgeDays":7}""", "does not say when it was released")]
    [InlineData("""{"schema":2}""", "cannot be used")]
    [InlineData("""{"schema":1,"sourcs":[]}""", "unknown member 'sourcs'")]
    [InlineData("""{"schema":1,"unsigned":"maybe"}""", "neither allow nor refuse")]
    [InlineData("""not json""", "cannot be used")]
    public async Task Policy_ThatForbids_IsNotOverruledByYes(string policy, string expected)
    {
        Save("1.0.0", Network);

        ToolRun run = (await InstallAsync("Contoso.Provider", "--policy", await PolicyAsync(policy), "--yes")).Failed(6, "GAODEV3008");

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Policy_OfTheHomeFolder_GrantsWhatItNamesUnasked()
    {
        Save("1.0.0", Network);
        Directory.CreateDirectory(_workplace.Home);
        await File.WriteAllTextAsync(
            Path.Combine(_workplace.Home, "policy.json"), """{"schema":1,"permissions":[{"kind":"network","value":"*.contoso.com"}]}""", Cancellation);

        (await InstallAsync("Contoso.Provider")).Succeeded();
    }

    [Fact]
    public async Task Update_ThatAsksForMore_ShowsAndAsksForTheDifferenceOnly()
    {
        Save("1.0.0", Network);
        (await InstallAsync("Contoso.Provider", "--yes")).Succeeded();
        Save("1.1.0", """{"kind":"file-read","value":"{project}"}""", Network);

        ToolRun run = (await UpdateAsync()).Failed(6, "GAODEV3007");
        Assert.Contains("now also asks for", run.Error, StringComparison.Ordinal);
        Assert.Contains("read {project}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("api.contoso.com", run.Error, StringComparison.Ordinal);
        Assert.Equal(["Contoso.Provider 1.0.0"], StoreState.Read(_workplace.Home));

        (await UpdateAsync("--yes")).Succeeded();
        Assert.Equal(2, (await ShowAsync()).GetProperty("granted").GetArrayLength());

        // Asking for no more needs no answer, and what was taken back stays taken back.
        (await _workplace.RunAsync("plugins", "revoke", "contoso", "network=api.contoso.com")).Succeeded();
        Save("1.2.0", """{"kind":"file-read","value":"{project}"}""", Network);
        (await UpdateAsync()).Succeeded();
        Assert.Equal("file-read", Assert.Single((await ShowAsync()).GetProperty("granted").EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Permission_CanBeRevokedAndGrantedAgain()
    {
        Save("1.0.0", Network);
        (await InstallAsync("Contoso.Provider", "--yes")).Succeeded();

        (await _workplace.RunAsync("plugins", "revoke", "contoso")).Succeeded();
        Assert.Equal(0, (await ShowAsync()).GetProperty("granted").GetArrayLength());
        Assert.Contains("may not use", (await _workplace.RunAsync("plugins", "show-provider", "contoso")).Succeeded().Output, StringComparison.Ordinal);
        (await _workplace.RunAsync("plugins", "grant", "contoso")).Failed(6, "GAODEV3007");
        (await _workplace.RunAsync("plugins", "grant", "contoso", "network=evil.example", "--yes")).Failed(8, "GAODEV4004");
        Assert.Equal(0, (await ShowAsync()).GetProperty("granted").GetArrayLength());
        (await _workplace.RunAsync("plugins", "grant", "contoso", "network=api.contoso.com", "--yes")).Succeeded();
        Assert.Equal(1, (await ShowAsync()).GetProperty("granted").GetArrayLength());
        (await _workplace.RunAsync("plugins", "verify")).Succeeded();
    }

    [Fact]
    public async Task Json_TellsEachStepOnStandardError()
    {
        Save("1.0.0", Network);

        ToolRun run = (await InstallAsync("Contoso.Provider", "--yes", "--json")).Succeeded();

        string[] events = [.. run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("event").GetString()!)];
        Assert.Equal(["downloaded", "extracted", "prepared"], events);
        Assert.Equal("Contoso.Provider", run.Json.GetProperty("package").GetString());
    }

    private string Save(string version, params string[] permissions) => new TestPackage("Contoso.Provider", version)
        .With("lib/net10.0/Contoso.Provider.dll", ProviderCompiler.Provider("Contoso.Provider", ("1.0", Manifest(version, permissions))))
        .Save(_workplace.Feed);

    private static string Manifest(string version, string[] permissions) => permissions.Length == 0
        ? ProviderCompiler.Manifest("contoso", version)
        : $$"""{"name":"contoso","permissions":[{{string.Join(',', permissions)}}],"version":"{{version}}"}""";

    private async Task<string> PolicyAsync(string json)
    {
        string path = Path.Combine(_workplace.Project, $"policy-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, json, Cancellation);
        return path;
    }

    private async Task<JsonElement> ShowAsync() => (await _workplace.RunAsync("plugins", "show-provider", "contoso", "--json")).Succeeded().Json;

    private Task<ToolRun> InstallAsync(string package, params string[] arguments) =>
        _workplace.RunAsync(["plugins", "install-provider", package, "--source", _workplace.Feed, .. arguments]);

    private Task<ToolRun> UpdateAsync(params string[] arguments) =>
        _workplace.RunAsync(["plugins", "update-provider", "contoso", .. arguments]);
}
