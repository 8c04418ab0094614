using GaoDev.Plugins.Tests.Manifests;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests.Commands;

/// <summary>Each kind of bad input has a message and an exit code of its own, and leaves nothing in the store.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Package_Unknown_Exits11() => await RefusedAsync("Contoso.Missing", 11, "GAODEV2001", "Contoso.Missing");

    [Fact]
    public async Task Feed_Unreachable_Exits5()
    {
        // Port 1 of loopback: nobody listens there.
        ToolRun run = await _workplace.RunAsync("plugins", "install-provider", "Contoso.Provider", "--source", "http://127.0.0.1:1/v3/index.json", "--yes");

        Assert.Contains("127.0.0.1:1", run.Failed(5, "GAODEV2003").Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Feed_WithoutTheVersion_Exits12AndNamesTheNearest()
    {
        _workplace.SaveEcho();

        await RefusedAsync("Fixtures.Echo@7.0.0", 12, "GAODEV2002", "1.2.3");
    }

    [Fact]
    public async Task Package_ThatIsNoProvider_Exits4()
    {
        TestPackage.Library("Contoso.Core").Save(_workplace.Feed);

        await RefusedAsync("Contoso.Core", 4, "GAODEV3001", "Contoso.Core 1.0.0");
    }

    [Fact]
    public async Task Package_Corrupt_Exits13()
    {
        string file = _workplace.SaveEcho();
        byte[] whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);

        await RefusedAsync(file, 13, "GAODEV2004", Path.GetFileName(file));
    }

    [Fact]
    public async Task Manifest_OfANewerContract_Exits14()
    {
        new TestPackage("Contoso.Future")
            .With("lib/net10.0/Contoso.Future.dll", ProviderCompiler.Provider("Contoso.Future", ("1.9", "{\"from the future\":1}")))
            .Save(_workplace.Feed);

        await RefusedAsync("Contoso.Future", 14, "GAODEV3003", "1.9");
    }

    [Fact]
    public async Task Option_Missing_Exits8AndNamesIt()
    {
        ToolRun run = (await _workplace.RunAsync("run", "x", "--provider", "openai")).Failed(8, "GAODEV4002");

        Assert.Contains("api_key", run.Error, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_Unknown_Exits3AndNamesTheNearest()
    {
        ToolRun run = (await _workplace.RunAsync("run", "x", "--provider", "opnai")).Failed(3, "GAODEV1003");

        Assert.Contains("Did you mean 'openai'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_Unknown_Exits15AndNamesTheNearest()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");

        ToolRun run = await _workplace.RunAsync("run", "x", "--provider", "echo", "--model", "echo-lrge");

        Assert.Equal(15, run.ExitCode);
        Assert.Contains("echo-large", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "x", "--timeout")]
    [InlineData("plugins", "install-provider")]
    [InlineData("plugins", "instal-provider", "x")]
    [InlineData("plugins", "list-providers", "--jsn")]
    [InlineData("frobnicate")]
    public async Task CommandLine_Wrong_Exits2(params string[] arguments)
    {
        ToolRun run = await _workplace.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("run", "x", "--provider", "openai", "--set", "secret-without-a-name")]
    [InlineData("run", "x", "--provider", "openai", "--timeout", "-1")]
    [InlineData("plugins", "install-provider", "x", "--timeout", "0")]
    public async Task Setting_Malformed_Exits8WithoutRepeatingIt(params string[] arguments)
    {
        ToolRun run = (await _workplace.RunAsync(arguments)).Failed(8, "GAODEV4004");

        Assert.DoesNotContain("secret-without-a-name", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("Contoso.Provider@not-a-version")]
    [InlineData("Contoso.Provider@")]
    public async Task Package_NamedImpossibly_IsAClearError(string package)
    {
        ToolRun run = await _workplace.RunAsync("plugins", "install-provider", package, "--source", _workplace.Feed, "--yes");

        Assert.InRange(run.ExitCode, 2, 16);
        Assert.Contains("error GAODEV", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    private async Task RefusedAsync(string package, int exitCode, string code, string named)
    {
        ToolRun run = await _workplace.RunAsync("plugins", "install-provider", package, "--source", _workplace.Feed, "--yes");

        Assert.Contains(named, run.Failed(exitCode, code).Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }
}
