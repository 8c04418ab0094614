using System.Text.Json;

namespace GaoDev.Cli.Tests.Commands;

/// <summary>Showing, checking and removing what is installed.</summary>
public sealed class InstalledProviderTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Show_AnInstalledProvider_ShowsModelsAndSettings()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");

        string output = (await _workplace.RunAsync("plugins", "show-provider", "echo")).Succeeded().Output;

        foreach (string shown in (string[])["echo 1.2.3", "Fixtures.Echo 1.2.3", "echo-large, echo-small", "greeting", "secret"])
        {
            Assert.Contains(shown, output, StringComparison.Ordinal);
        }

        JsonElement json = (await _workplace.RunAsync("plugins", "show-provider", "echo", "--json")).Succeeded().Json;
        Assert.Equal(["echo-large", "echo-small"], json.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
    }

    [Theory]
    [InlineData("show-provider")]
    [InlineData("validate-provider")]
    [InlineData("uninstall-provider")]
    public async Task Command_OnAnUnknownProvider_Exits3(string command) =>
        (await _workplace.RunAsync("plugins", command, "nobody")).Failed(3, "GAODEV1003");

    [Fact]
    public async Task Validate_AnInstalledProvider_ChecksFilesManifestAndContract()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");

        JsonElement json = (await _workplace.RunAsync("plugins", "validate-provider", "echo", "--json")).Succeeded().Json;

        Assert.True(json.GetProperty("valid").GetBoolean());
        string[] checks = [.. json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!)];
        Assert.Superset(new HashSet<string> { "files", "manifest", "contract" }, checks.ToHashSet());
    }

    [Fact]
    public async Task Validate_AChangedFile_FailsAndNamesIt()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");
        string assembly = Assert.Single(Directory.EnumerateFiles(_workplace.Home, "Fixtures.Echo.dll", SearchOption.AllDirectories));
        File.SetUnixFileMode(assembly, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using (FileStream file = File.OpenWrite(assembly))
        {
            file.Position = file.Length - 1;
            file.WriteByte(0x5a);
        }

        ToolRun run = await _workplace.RunAsync("plugins", "validate-provider", "echo");

        Assert.Equal(6, run.ExitCode);
        Assert.Contains("FAIL", run.Output, StringComparison.Ordinal);
        Assert.Contains("Fixtures.Echo.dll", run.Output, StringComparison.Ordinal);
        (await _workplace.RunAsync("run", "x", "--provider", "echo")).Failed(6, "GAODEV3004");
    }

    [Fact]
    public async Task Validate_CodeThatUsesWhatItDoesNotDeclare_Exits4AndNamesTheUse()
    {
        _workplace.SaveMisbehaving();
        await _workplace.InstallAsync("Fixtures.Misbehaving");

        ToolRun run = await _workplace.RunAsync("plugins", "validate-provider", "misbehaving");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("FAIL code", run.Output, StringComparison.Ordinal);
        Assert.Contains("System.Diagnostics.Process", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0, "echo 1.2.3 keeps to the contract.")]
    [InlineData(false, 4, "echo 1.2.3 does not keep to the contract.")]
    public async Task Validate_Conformance_WritesAReportAndExitsByIt(bool isSetUp, int exitCode, string verdict)
    {
        string report = Path.Combine(_workplace.Project, "report.txt");
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");
        await File.WriteAllTextAsync(Path.Combine(_workplace.Home, "config.yaml"), isSetUp ? "providers:\n  echo:\n    key: a-key-of-the-tests\n" : "", TestContext.Current.CancellationToken);

        ToolRun run = await _workplace.RunAsync("plugins", "validate-provider", "echo", "--conformance", "--report", report, "--json");

        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        Assert.Equal(isSetUp, run.Json.GetProperty("valid").GetBoolean());
        Assert.Contains(run.Json.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "conformance");
        string written = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.StartsWith(verdict, written, StringComparison.Ordinal);
        Assert.Equal(!isSetUp, written.Contains("FAIL It reports what is wrong with its configuration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_APackageFile_ChecksItWithoutInstalling()
    {
        string file = _workplace.SaveEcho();

        ToolRun run = (await _workplace.RunAsync("plugins", "validate-provider", file, "--source", _workplace.Feed)).Succeeded();

        Assert.Contains("echo 1.2.3", run.Output, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Validate_Connect_LetsTheProviderSpeak()
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");

        ToolRun run = await _workplace.RunAsync("plugins", "validate-provider", "echo", "--connect");

        Assert.Equal(8, run.ExitCode);
        Assert.Contains("The option 'key' is not set.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("Fixtures.Echo")]
    public async Task Uninstall_ByEitherName_RemovesIt(string name)
    {
        _workplace.SaveEcho();
        await _workplace.InstallAsync("Fixtures.Echo");

        (await _workplace.RunAsync("plugins", "uninstall-provider", name)).Succeeded();

        (await _workplace.RunAsync("plugins", "show-provider", "echo")).Failed(3, "GAODEV1003");
    }

    [Fact]
    public async Task Validate_CodeThatUsesWhatIsNotDeclared_SaysWhatTheInstallationSaid()
    {
        _workplace.SaveMisbehaving();

        ToolRun installed = (await _workplace.RunAsync("plugins", "install-provider", "Fixtures.Misbehaving", "--source", _workplace.Feed, "--yes", "--json")).Succeeded();
        ToolRun validated = await _workplace.RunAsync("plugins", "validate-provider", "misbehaving", "--json");

        string[] undeclared =
        [
            .. installed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => JsonSerializer.Deserialize<JsonElement>(line))
                .Single(static line => line.GetProperty("event").GetString() == "prepared")
                .GetProperty("undeclared").EnumerateArray().Select(static use => use.GetString()!),
        ];
        JsonElement code = validated.Json.GetProperty("checks").EnumerateArray().Single(static check => check.GetProperty("name").GetString() == "code");
        Assert.Contains(undeclared, static use => use.Contains("(GAO3004)", StringComparison.Ordinal));
        Assert.Equal(string.Join("; ", undeclared) + ".", code.GetProperty("detail").GetString());
    }
}
