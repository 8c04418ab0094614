using System.Diagnostics;
using System.Text.Json;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>Updating, going back, verifying and collecting, as the tool does it.</summary>
public sealed class LifeCycleTests : IAsyncLifetime
{
    private readonly Workplace _workplace = new();

    public async ValueTask InitializeAsync()
    {
        _workplace.SaveEcho("1.0.0");
        await _workplace.InstallAsync("Fixtures.Echo");
        _workplace.SaveEcho("1.1.0");
    }

    public ValueTask DisposeAsync()
    {
        _workplace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Update_ToANewerVersion_CanBeTakenBackAndForth()
    {
        JsonElement dry = (await RunAsync("update-provider", "echo", "--dry-run", "--json")).Succeeded().Json[0];
        Assert.Equal(("1.0.0", "1.1.0", false), (dry.GetProperty("from").GetString(), dry.GetProperty("to").GetString(), dry.GetProperty("changed").GetBoolean()));
        Assert.Equal(["Fixtures.Echo 1.0.0"], StoreState.Read(_workplace.Home));

        Assert.True((await RunAsync("update-provider", "--all", "--json")).Succeeded().Json[0].GetProperty("changed").GetBoolean());
        Assert.Equal(["Fixtures.Echo 1.1.0"], StoreState.Read(_workplace.Home));
        Assert.Contains("up to date", (await RunAsync("update-provider", "echo")).Succeeded().Error, StringComparison.Ordinal);

        Assert.Contains("~ Fixtures.Echo 1.0.0 → 1.1.0", (await RunAsync("rollback", "--list")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("~ Fixtures.Echo 1.1.0 → 1.0.0", (await RunAsync("rollback")).Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(["Fixtures.Echo 1.0.0"], StoreState.Read(_workplace.Home));
        (await RunAsync("rollback")).Succeeded();
        Assert.Equal(["Fixtures.Echo 1.1.0"], StoreState.Read(_workplace.Home));
        (await RunAsync("rollback", "--to", "99")).Failed(12, "GAODEV2013");
    }

    [Fact]
    public async Task Update_OfAPinnedPlugin_KeepsToItsPin()
    {
        await _workplace.InstallAsync("Fixtures.Echo@1.0.0");

        JsonElement outdated = (await RunAsync("outdated", "--json")).Succeeded().Json[0];
        Assert.Equal(("1.1.0", "1.0.0"), (outdated.GetProperty("latest").GetString(), outdated.GetProperty("pinned").GetString()));
        Assert.False(outdated.TryGetProperty("update", out _));
        Assert.Contains("up to date", (await RunAsync("update-provider", "echo")).Succeeded().Error, StringComparison.Ordinal);
        (await RunAsync("update-provider", "echo@1.1.0")).Succeeded();
        Assert.Equal(["Fixtures.Echo 1.1.0"], StoreState.Read(_workplace.Home));
    }

    [Fact]
    public async Task Update_WithoutANameOrWithBoth_IsAUsageError()
    {
        Assert.Equal(2, (await RunAsync("update-provider")).ExitCode);
        Assert.Equal(2, (await RunAsync("update-provider", "echo", "--all")).ExitCode);
        (await RunAsync("update-provider", "nobody")).Failed(3, "GAODEV1003");
    }

    [Fact]
    public async Task Disable_AnInstalledProvider_KeepsItFromRunningUntilItIsEnabled()
    {
        (await RunAsync("disable-provider", "ECHO")).Succeeded();
        Assert.Equal("disabled", (await RunAsync("show-provider", "echo", "--json")).Succeeded().Json.GetProperty("status").GetString());
        ToolRun refused = (await _workplace.RunAsync("run", "x", "--provider", "echo")).Failed(1, "GAODEV1006");
        Assert.Contains("enable-provider echo", refused.Error, StringComparison.Ordinal);

        (await RunAsync("update-provider", "echo")).Succeeded();
        Assert.Equal(1, (await _workplace.RunAsync("run", "x", "--provider", "echo")).ExitCode);

        (await RunAsync("enable-provider", "echo")).Succeeded();
        Assert.Equal("x", (await _workplace.RunAsync("run", "x", "--provider", "echo")).Succeeded().Output.Trim());
        Assert.Equal(2, (await RunAsync("disable-provider", "openai")).ExitCode);
        (await RunAsync("disable-provider", "nobody")).Failed(3, "GAODEV1003");
    }

    [Fact]
    public async Task Verify_AChangedFile_IsNamedAndExits6()
    {
        (await RunAsync("verify")).Succeeded();
        await File.AppendAllTextAsync(
            Directory.GetFiles(_workplace.Home, "Fixtures.Echo.dll", SearchOption.AllDirectories)[0], "x", TestContext.Current.CancellationToken);

        ToolRun run = await RunAsync("verify", "--json");

        Assert.Equal(6, run.ExitCode);
        Assert.False(run.Json[0].GetProperty("intact").GetBoolean());
        Assert.Contains("Fixtures.Echo.dll", run.Json[0].GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockFile_EditedByHand_IsNotWhatWasApproved()
    {
        string path = Path.Combine(_workplace.Home, "plugins.lock.json");
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        string edited = text.Replace("\\\"greeting\\\"", "\\\"greeting2\\\"", StringComparison.Ordinal);
        Assert.NotEqual(text, edited);
        await File.WriteAllTextAsync(path, edited, TestContext.Current.CancellationToken);

        Assert.Contains("approved", (await RunAsync("verify")).Output, StringComparison.Ordinal);
        ToolRun run = await _workplace.RunAsync("run", "hi", "--provider", "echo");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Plugin_InUse_CanBeUninstalledAndFinishes()
    {
        _workplace.SaveMisbehaving();
        await _workplace.InstallAsync("Fixtures.Misbehaving");
        using Process process = _workplace.Start("run", "-", "--provider", "misbehaving");
        await process.StandardInput.WriteAsync("wait");
        process.StandardInput.Close();
        char[] first = new char[1];
        Assert.Equal(1, await process.StandardOutput.ReadAsync(first.AsMemory(), TestContext.Current.CancellationToken));

        (await RunAsync("uninstall-provider", "misbehaving")).Succeeded();
        JsonElement kept = (await RunAsync("gc", "--keep", "0", "--json")).Succeeded().Json;

        Assert.StartsWith("store/fixtures.misbehaving/", Assert.Single(kept.GetProperty("inUse").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_workplace.Home, "store", "fixtures.misbehaving"), "*.dll", SearchOption.AllDirectories));
        process.Kill(entireProcessTree: true);
        await Workplace.EndAsync(process);

        JsonElement freed = (await RunAsync("gc", "--keep", "0", "--json")).Succeeded().Json;
        Assert.StartsWith("store/fixtures.misbehaving/", Assert.Single(freed.GetProperty("entries").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_workplace.Home, "store", "fixtures.misbehaving")));
        (await RunAsync("rollback")).Failed(12, "GAODEV2013");
    }

    [Fact]
    public async Task Installations_OfEightProcessesAtOnce_GiveEightPlugins()
    {
        for (int index = 0; index < 8; index++)
        {
            GaoDev.Runtime.Tests.Packages.TestPackage.Provider($"Contoso.Provider{index}", "1.0.0", $"contoso-{index}").Save(_workplace.Feed);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => _workplace.InstallAsync($"Contoso.Provider{index}")));

        Assert.Equal(9, StoreState.Read(_workplace.Home).Length);
    }

    [Fact]
    public async Task Project_HasItsOwnPlugins()
    {
        (await RunAsync("install-provider", "Fixtures.Echo@1.1.0", "--project", "--yes")).Succeeded();

        Assert.Equal(["Fixtures.Echo 1.0.0"], StoreState.Read(_workplace.Home));
        JsonElement shown = (await _workplace.RunAsync("plugins", "show-provider", "echo", "--json")).Succeeded().Json;
        Assert.Equal(("Fixtures.Echo 1.1.0", "project"), (shown.GetProperty("package").GetString(), shown.GetProperty("from").GetString()));
        (await RunAsync("uninstall-provider", "echo", "--project")).Succeeded();
        shown = (await _workplace.RunAsync("plugins", "show-provider", "echo", "--json")).Succeeded().Json;
        Assert.Equal("Fixtures.Echo 1.0.0", shown.GetProperty("package").GetString());
    }

    private Task<ToolRun> RunAsync(string command, params string[] arguments) => _workplace.RunAsync(
        ["plugins", command, .. arguments, .. command is "update-provider" or "outdated" or "install-provider" ? ["--source", _workplace.Feed] : Array.Empty<string>()]);
}
