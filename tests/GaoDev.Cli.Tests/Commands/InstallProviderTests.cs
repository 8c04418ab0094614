using System.Text.Json;
using GaoDev.LocalFeed;
using GaoDev.Plugins.Tests.Manifests;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests.Commands;

public sealed class InstallProviderTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Install_FromAFeed_ShowsWhatItAsksForAndInstalls()
    {
        _workplace.SaveEcho();
        await using FolderFeed feed = await FolderFeed.StartAsync(_workplace.Feed, 0);

        ToolRun run = (await _workplace.RunAsync("plugins", "install-provider", "Fixtures.Echo", "--source", feed.Address, "--yes")).Succeeded();

        Assert.Empty(run.Output);
        Assert.Contains("Fixtures.Echo 1.2.3", run.Error, StringComparison.Ordinal);
        Assert.Contains("asks for", run.Error, StringComparison.Ordinal);
        ToolRun list = (await _workplace.RunAsync("plugins", "list-providers")).Succeeded();
        Assert.Contains("echo", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_Json_IsOneDocument()
    {
        _workplace.SaveEcho();

        ToolRun run = (await _workplace.RunAsync("plugins", "install-provider", "Fixtures.Echo@1.2.3", "--source", _workplace.Feed, "--yes", "--json")).Succeeded();

        Assert.Equal("Fixtures.Echo", run.Json.GetProperty("package").GetString());
        Assert.Equal("1.2.3", run.Json.GetProperty("version").GetString());
        Assert.Equal("Fixtures.Echo", Assert.Single(run.Json.GetProperty("packages").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Install_OfAFile_Installs()
    {
        string file = _workplace.SaveEcho();

        (await _workplace.RunAsync("plugins", "install-provider", file, "--source", _workplace.Feed, "--yes")).Succeeded();

        Assert.NotEmpty(_workplace.Installed());
    }

    [Fact]
    public async Task Install_WithoutATerminalAndYes_GrantsNothing()
    {
        _workplace.SaveEcho();

        ToolRun run = (await _workplace.RunAsync("plugins", "install-provider", "Fixtures.Echo", "--source", _workplace.Feed)).Failed(6, "GAODEV3007");

        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Install_Twice_LeavesOne()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");
        await _workplace.InstallAsync("Fixtures.Echo");

        ToolRun list = (await _workplace.RunAsync("plugins", "list-providers", "--json")).Succeeded();

        Assert.Single(list.Json.EnumerateArray(), provider => provider.GetProperty("name").GetString() == "echo");
    }

    [Fact]
    public async Task Install_OfATakenName_IsRefusedNamingBoth()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");
        string[] before = _workplace.Installed();
        TestPackage.Provider("Contoso.Echo", "1.0.0", "echo").Save(_workplace.Feed);

        ToolRun run = (await _workplace.RunAsync("plugins", "install-provider", "Contoso.Echo", "--source", _workplace.Feed, "--yes")).Failed(4, "GAODEV1005");

        Assert.Contains("Fixtures.Echo", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _workplace.Installed());
    }

    [Fact]
    public async Task Install_WhoseManifestHoldsEscapes_ShowsThemAsText()
    {
        const string Manifest = """{"description":"\u001b]0;owned\u0007\u202eevil","name":"sly","version":"1.0.0"}""";
        new TestPackage("Contoso.Sly")
            .With("lib/net10.0/Contoso.Sly.dll", ProviderCompiler.Provider("Contoso.Sly", ("1.0", Manifest.Replace("\\u202e", "\u202e", StringComparison.Ordinal))))
            .Save(_workplace.Feed);

        ToolRun run = (await _workplace.RunAsync("plugins", "install-provider", "Contoso.Sly", "--source", _workplace.Feed, "--yes")).Succeeded();

        Assert.DoesNotContain('\u001b', run.Error);
        Assert.DoesNotContain('\u202e', run.Error);
        Assert.Contains("evil", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_Json_IsOneObjectOnStandardError()
    {
        ToolRun run = await _workplace.RunAsync("plugins", "install-provider", "Contoso.Missing", "--source", _workplace.Feed, "--yes", "--json");

        Assert.Equal(11, run.ExitCode);
        Assert.Empty(run.Output);
        JsonElement error = JsonSerializer.Deserialize<JsonElement>(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal("GAODEV2001", error.GetProperty("code").GetString());
        Assert.Equal(11, error.GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(error.GetProperty("remedy").GetString()!);
    }
}
