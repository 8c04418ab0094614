using System.Diagnostics;
using System.Text.Json;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>The one way around confinement: given to one package, by name and knowingly, shown, and taken back.</summary>
public sealed class UnconfinedTests : IDisposable
{
    private const string Warning = "that is not confined: it can do whatever you can";

    private readonly Workplace _workplace = new();

    public UnconfinedTests()
    {
        _workplace.SaveEcho();
        _workplace.SaveMisbehaving();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Grant_OfOnePlugin_RunsItUnconfinedShowsItEverywhereAndIsTakenBack()
    {
        await _workplace.InstallAsync("Fixtures.Echo");
        await _workplace.InstallAsync("Fixtures.Misbehaving");
        Assert.Equal(("confined", "confined"), (await RunsAsync("echo"), await RunsAsync("misbehaving")));
        Assert.Equal("1", await ProcessOfEchoAsync(isWarned: false));

        ToolRun grant = (await _workplace.RunAsync("plugins", "grant", "echo", "--unconfined", "--yes")).Succeeded();
        Assert.Contains("Fixtures.Echo 1.2.3 (echo) is to run without confinement: with all your rights", grant.Error, StringComparison.Ordinal);

        // A process of this machine's own, and not the first one of a world of its own.
        Assert.True(int.Parse(await ProcessOfEchoAsync(isWarned: true), System.Globalization.CultureInfo.InvariantCulture) > 1);
        Assert.Equal(("unconfined", "confined"), (await RunsAsync("echo"), await RunsAsync("misbehaving")));
        Assert.Contains("unconfined", (await _workplace.RunAsync("plugins", "show-provider", "echo")).Succeeded().Output, StringComparison.Ordinal);
        string list = (await _workplace.RunAsync("plugins", "list-providers")).Succeeded().Output;
        Assert.Equal("unconfined", Assert.Single(list.Split('\n'), line => line.Contains("unconfined", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]);
        Assert.StartsWith("echo", Assert.Single(list.Split('\n'), line => line.Contains("unconfined", StringComparison.Ordinal)).TrimStart(), StringComparison.Ordinal);
        Assert.Contains(Warning, (await _workplace.RunAsync("plugins", "validate-provider", "echo")).Output, StringComparison.Ordinal);
        Assert.Contains(Warning, (await _workplace.RunAsync("plugins", "validate-provider", "echo", "--connect")).Error, StringComparison.Ordinal);
        Assert.Contains("+ runs without confinement", (await _workplace.RunAsync("plugins", "rollback", "--list")).Succeeded().Output, StringComparison.Ordinal);

        JsonElement revoked = (await _workplace.RunAsync("plugins", "revoke", "echo", "--unconfined", "--json")).Succeeded().Json;
        Assert.Equal("confined", revoked.GetProperty("runs").GetString());
        Assert.Equal("confined", await RunsAsync("echo"));
        Assert.Equal("1", await ProcessOfEchoAsync(isWarned: false));
    }

    [Fact]
    public async Task Installation_WithoutConfinement_IsShownAskedAndBoundToThatInstallation()
    {
        // Neither by its name alone nor by accepting everything it asks for.
        (await InstallAsync("--without-confinement")).Failed(6, "GAODEV3007");
        Assert.Empty(_workplace.Installed());
        (await InstallAsync("--yes")).Succeeded();
        Assert.Equal("confined", await RunsAsync("echo"));

        ToolRun run = (await InstallAsync("--without-confinement", "--yes")).Succeeded();
        Assert.Contains("UNCONFINED", run.Error, StringComparison.Ordinal);
        Assert.Equal("unconfined", await RunsAsync("echo"));

        // Installed again, or anew, it is not carried over.
        (await InstallAsync("--yes")).Succeeded();
        Assert.Equal("confined", await RunsAsync("echo"));

        ToolRun json = (await InstallAsync("--without-confinement", "--yes", "--json")).Succeeded();
        Assert.Equal("unconfined", json.Json.GetProperty("runs").GetString());
        JsonElement prepared = json.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Single(line => line.GetProperty("event").GetString() == "prepared");
        Assert.Equal("unconfined", prepared.GetProperty("runs").GetString());
        (await _workplace.RunAsync("plugins", "uninstall-provider", "echo")).Succeeded();
        (await InstallAsync("--yes")).Succeeded();
        Assert.Equal("confined", await RunsAsync("echo"));
    }

    [Fact]
    public async Task Update_OfAnUnconfinedPlugin_IsConfinedAndSaysSo()
    {
        (await InstallAsync("--without-confinement", "--yes")).Succeeded();
        // The same code under a newer version.
        _workplace.SaveEcho("1.3.0");

        ToolRun run = (await _workplace.RunAsync("plugins", "update-provider", "echo", "--yes")).Succeeded();

        Assert.Contains("1.2.3 was allowed to run without confinement; 1.3.0 is not until you grant it.", run.Error, StringComparison.Ordinal);
        Assert.Equal("confined", await RunsAsync("echo"));
        Assert.Equal("1", await ProcessOfEchoAsync(isWarned: false));
    }

    [Fact]
    public async Task Files_ChangedAfterTheGrant_DoNotRun()
    {
        (await InstallAsync("--without-confinement", "--yes")).Succeeded();
        string assembly = Assert.Single(Directory.EnumerateFiles(_workplace.Home, "Fixtures.Echo.dll", SearchOption.AllDirectories));
        File.SetUnixFileMode(assembly, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.AppendAllTextAsync(assembly, "x", Cancellation);

        (await _workplace.RunAsync("run", "process", "--provider", "echo")).Failed(6, "GAODEV3004");
    }

    [Fact]
    public async Task Nobody_ThereToAnswer_GetsNothing()
    {
        await _workplace.InstallAsync("Fixtures.Echo");

        (await _workplace.RunAsync("plugins", "grant", "echo", "--unconfined")).Failed(6, "GAODEV3007");
        (await _workplace.RunAsync("plugins", "grant", "echo", "--yes")).Succeeded();

        Assert.Equal("confined", await RunsAsync("echo"));
    }

    [Fact]
    public async Task Grant_OfConfinementAlone_GrantsNothingElse()
    {
        await _workplace.InstallAsync("Fixtures.Echo");
        (await _workplace.RunAsync("plugins", "revoke", "echo")).Succeeded();

        JsonElement granted = (await _workplace.RunAsync("plugins", "grant", "echo", "--unconfined", "--yes", "--json")).Succeeded().Json;

        Assert.Equal("unconfined", granted.GetProperty("runs").GetString());
        Assert.Empty(granted.GetProperty("providers")[0].GetProperty("granted").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"schema":1,"unconfined":"refuse"}""", false)]
    [InlineData("""{"schema":1,"maximumPermissions":[{"kind":"environment","value":"FIXTURE_VARIABLE"}]}""", false)]
    [InlineData("""{"schema":1,"maximumPermissions":[{"kind":"environment","value":"FIXTURE_VARIABLE"}],"unconfined":"allow"}""", true)]
    public async Task Policy_ThatBoundsWhatMayBeGranted_BoundsThisToo(string policy, bool isAllowed)
    {
        Directory.CreateDirectory(_workplace.Home);
        await File.WriteAllTextAsync(Path.Combine(_workplace.Home, "policy.json"), policy, Cancellation);
        (await InstallAsync("--yes")).Succeeded();

        ToolRun install = await InstallAsync("--without-confinement", "--yes");
        ToolRun grant = await _workplace.RunAsync("plugins", "grant", "echo", "--unconfined", "--yes");

        Assert.All((ToolRun[])[install, grant], run => _ = isAllowed ? run.Succeeded() : run.Failed(6, "GAODEV3008"));
        Assert.Equal(isAllowed ? "unconfined" : "confined", await RunsAsync("echo"));
    }

    [Fact]
    public async Task Policy_ThatGrantsUnasked_DoesNotGrantThis()
    {
        Directory.CreateDirectory(_workplace.Home);
        await File.WriteAllTextAsync(
            Path.Combine(_workplace.Home, "policy.json"), """{"schema":1,"permissions":[{"kind":"environment","value":"*"}]}""", Cancellation);

        (await InstallAsync("--without-confinement")).Failed(6, "GAODEV3007");
        Assert.DoesNotContain(_workplace.Installed(), name => name.EndsWith(".dll", StringComparison.Ordinal));

        (await InstallAsync()).Succeeded();
        Assert.Equal("confined", await RunsAsync("echo"));
    }

    /// <summary>What a project brings along grants nothing: not its lock file, and not its configuration.</summary>
    [Fact]
    public async Task Project_ThatClaimsIt_IsRefused()
    {
        (await InstallAsync("--project", "--without-confinement", "--yes")).Succeeded();
        string path = Path.Combine(_workplace.Project, "gao-dev.lock.json");
        string locked = await File.ReadAllTextAsync(path, Cancellation);
        Assert.DoesNotContain("unconfined", locked, StringComparison.Ordinal);
        (await _workplace.RunAsync("plugins", "uninstall-provider", "echo", "--project")).Succeeded();

        await File.WriteAllTextAsync(path, locked.Replace("\"id\": \"Fixtures.Echo\",", "\"id\": \"Fixtures.Echo\", \"unconfined\": true,", StringComparison.Ordinal), Cancellation);
        Assert.Contains("unconfined", await File.ReadAllTextAsync(path, Cancellation), StringComparison.Ordinal);
        (await _workplace.RunAsync("plugins", "restore", "--source", _workplace.Feed, "--yes")).Failed(7, "GAODEV2009");

        await File.WriteAllTextAsync(path, locked, Cancellation);
        (await _workplace.RunAsync("plugins", "restore", "--source", _workplace.Feed, "--yes")).Succeeded();
        Assert.Equal("confined", await RunsAsync("echo"));
    }

    /// <summary>Whichever of a chain may be asked is named before the task is sent.</summary>
    [Fact]
    public async Task Chain_WithAnUnconfinedPluginInIt_IsWarnedOf()
    {
        await _workplace.InstallAsync("Fixtures.Misbehaving");
        (await InstallAsync("--without-confinement", "--yes")).Succeeded();
        await File.WriteAllTextAsync(
            Path.Combine(_workplace.Home, "config.yaml"), "providers:\n  fallback_chain: [misbehaving, echo]\n", Cancellation);

        ToolRun run = await _workplace.RunAsync("run", "say:hello");

        Assert.Contains("'echo' runs in a process of its own " + Warning, run.Error, StringComparison.Ordinal);
    }

    private Task<ToolRun> InstallAsync(params string[] arguments) =>
        _workplace.RunAsync(["plugins", "install-provider", "Fixtures.Echo", "--source", _workplace.Feed, .. arguments]);

    private async Task<string> RunsAsync(string provider) =>
        (await _workplace.RunAsync("plugins", "show-provider", provider, "--json")).Succeeded().Json.GetProperty("runs").GetString()!;

    private async Task<string> ProcessOfEchoAsync(bool isWarned)
    {
        ToolRun run = (await _workplace.RunAsync("run", "process", "--provider", "echo")).Succeeded();
        Assert.Equal(isWarned, run.Error.Contains("warning: 'echo' runs in a process of its own " + Warning, StringComparison.Ordinal));
        return run.Output.Trim();
    }
}
