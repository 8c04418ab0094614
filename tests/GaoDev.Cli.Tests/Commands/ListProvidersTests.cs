using System.Text.Json;
using GaoDev.Plugins.Tests.Manifests;

namespace GaoDev.Cli.Tests.Commands;

public sealed class ListProvidersTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task List_OnAFreshMachine_ShowsTheBuiltInsAndWritesNothing()
    {
        ToolRun run = (await _workplace.RunAsync("plugins", "list-providers")).Succeeded();

        Assert.Contains("openai", run.Output, StringComparison.Ordinal);
        Assert.Contains("built-in", run.Output, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task List_OneBrokenPlugin_IsShownAsBrokenAndStopsNothing()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");
        string broken = Directory.CreateDirectory(Path.Combine(_workplace.Project, "plugins", "broken")).FullName;
        await File.WriteAllBytesAsync(
            Path.Combine(broken, "Broken.dll"), ProviderCompiler.Provider("Broken", ("1.0", "{\"name\":\"NotKebab\"}")), TestContext.Current.CancellationToken);

        JsonElement[] providers = [.. (await _workplace.RunAsync("plugins", "list-providers", "--json")).Succeeded().Json.EnumerateArray()];

        Assert.Equal("broken", Find(providers, "broken").GetProperty("status").GetString());
        Assert.Equal("ready", Find(providers, "echo").GetProperty("status").GetString());
        ToolRun run = (await _workplace.RunAsync("run", "one two", "--provider", "echo")).Succeeded();
        Assert.NotEmpty(run.Output);
    }

    [Fact]
    public async Task List_AProjectsPlugin_IsUntrustedAndDoesNotRun()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_workplace.Project, "plugins", "stranger")).FullName;
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "Stranger.dll"),
            ProviderCompiler.Provider("Stranger", ("1.0", ProviderCompiler.Manifest("stranger"))),
            TestContext.Current.CancellationToken);

        JsonElement[] providers = [.. (await _workplace.RunAsync("plugins", "list-providers", "--json")).Succeeded().Json.EnumerateArray()];

        Assert.Equal("untrusted", Find(providers, "stranger").GetProperty("status").GetString());
        (await _workplace.RunAsync("run", "x", "--provider", "stranger")).Failed(6, "GAODEV3006");
        ToolRun grant = (await _workplace.RunAsync("plugins", "grant", "stranger", "--yes")).Failed(6, "GAODEV3006");
        Assert.Contains($"gao-dev plugins install-provider {folder} ", grant.Error, StringComparison.Ordinal);

        (await _workplace.RunAsync("plugins", "install-provider", folder, "--yes")).Succeeded();
        Assert.Equal("confined", (await _workplace.RunAsync("plugins", "show-provider", "stranger", "--json")).Succeeded().Json.GetProperty("runs").GetString());
    }

    [Fact]
    public async Task List_ADamagedInstallation_IsShownAsBroken()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");
        string assembly = Assert.Single(Directory.EnumerateFiles(_workplace.Home, "Fixtures.Echo.dll", SearchOption.AllDirectories));
        File.Delete(assembly);

        JsonElement[] providers = [.. (await _workplace.RunAsync("plugins", "list-providers", "--json")).Succeeded().Json.EnumerateArray()];

        JsonElement echo = Find(providers, "echo");
        Assert.Equal("broken", echo.GetProperty("status").GetString());
        Assert.NotEmpty(echo.GetProperty("problem").GetString()!);
    }

    private static JsonElement Find(JsonElement[] providers, string name) =>
        Assert.Single(providers, provider => provider.GetProperty("name").GetString() == name);
}
