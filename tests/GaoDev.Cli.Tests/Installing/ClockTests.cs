using System.Diagnostics;
using GaoDev.Plugins.Tests.Manifests;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>
/// The clock that a machine has jumped to: what was installed stays, and what is done then is done or refused as a whole.
/// </summary>
public sealed class ClockTests : IDisposable
{
    private const string Past = "-7300d";
    private const string Future = "+7300d";

    // Five minutes in each second, so that it jumps in the middle of everything.
    private const string Racing = "+0 x300";

    private readonly Workplace _workplace = new();

    public static TheoryData<string> Clocks => [Past, Future, Racing];

    private string[] Install => ["plugins", "install-provider", "Contoso.Provider", "--source", _workplace.Feed, "--yes"];

    public void Dispose() => _workplace.Dispose();

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task LifeCycle_AfterTheClockJumped_GoesOnAndGoesBack(string clock)
    {
        _workplace.SaveEcho("1.0.0");
        await _workplace.InstallAsync("Fixtures.Echo");
        _workplace.SaveEcho("1.1.0");

        (await RunAtAsync(clock, "plugins", "list-providers")).Succeeded();
        (await RunAtAsync(clock, "plugins", "update-provider", "Fixtures.Echo", "--source", _workplace.Feed, "--yes")).Succeeded();
        Assert.Equal(["Fixtures.Echo 1.1.0"], StoreState.Read(_workplace.Home));
        (await RunAtAsync(clock, "plugins", "rollback")).Succeeded();
        Assert.Equal(["Fixtures.Echo 1.0.0"], StoreState.Read(_workplace.Home));
        (await RunAtAsync(clock, "plugins", "gc", "--keep", "1")).Succeeded();

        // And back: what was written then is from another time.
        (await _workplace.RunAsync("plugins", "verify")).Succeeded();
        (await _workplace.RunAsync("plugins", "rollback")).Succeeded();
        Assert.Equal(["Fixtures.Echo 1.1.0"], StoreState.Read(_workplace.Home));
    }

    [Fact]
    public async Task Signature_OfACertificateThatIsNotValidYet_IsRefusedWithAWordOnTheClock()
    {
        await SaveSignedAsync();

        ToolRun run = (await RunAtAsync(Past, Install)).Failed(6, "GAODEV3005");

        Assert.Contains("clock", run.Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Signature_OfACertificateThatIsNoLongerValid_NeedsAnAnswer()
    {
        await SaveSignedAsync();

        (await RunAtAsync(Future, Install)).Failed(6, "GAODEV3009");

        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Clock_OfAProcess_IsTheOneThatWasSet()
    {
        using Process process = _workplace.StartProgram("faketime", ["-f", Past, "date", "+%Y"]);
        process.StandardInput.Close();
        ToolRun run = await Workplace.EndAsync(process);

        Assert.Equal(TimeProvider.System.GetUtcNow().AddDays(-7300).Year, int.Parse(run.Output, System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task SaveSignedAsync()
    {
        using TestSigner contoso = new("Contoso Ltd");
        await contoso.SignAsync(TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_workplace.Feed), TestContext.Current.CancellationToken);
    }

    private async Task<ToolRun> RunAtAsync(string clock, params string[] arguments)
    {
        // Waiting goes by the clock that only ever goes on, which no jump changes.
        _workplace.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        using Process process = _workplace.StartProgram("faketime", ["-f", clock, "dotnet", Workplace.Program("gao-dev"), .. arguments]);
        process.StandardInput.Close();
        return await Workplace.EndAsync(process);
    }
}
