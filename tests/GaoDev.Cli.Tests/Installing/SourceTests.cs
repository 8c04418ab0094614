using System.Text.Json;
using GaoDev.LocalFeed;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>What can be installed beside a package of a feed: a file, a folder, a project, a link, a bundle; and a project's lock file.</summary>
public sealed class SourceTests : IDisposable
{
    private readonly Workplace _workplace = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Folder_WithABuiltPlugin_IsInstalledAndRuns()
    {
        (await InstallAsync(Path.GetDirectoryName(Workplace.Program("Fixtures.Echo"))!)).Succeeded();

        Assert.Equal(["Fixtures.Echo 1.2.3"], StoreState.Read(_workplace.Home));
        Assert.NotEmpty((await _workplace.RunAsync("run", "hello", "--provider", "echo")).Succeeded().Output);
    }

    [Fact]
    public async Task Folder_WithoutAPlugin_IsRefused()
    {
        (await InstallAsync("./nowhere")).Failed(11, "GAODEV2001");
        Directory.CreateDirectory(Path.Combine(_workplace.Project, "empty"));
        (await InstallAsync("./empty")).Failed(4, "GAODEV3001");
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Project_ThatDoesNotPack_IsRefusedWithItsWords()
    {
        await File.WriteAllTextAsync(Path.Combine(_workplace.Project, "broken.csproj"), "<Project><Target Name=\"Restore\" /><Target Name=\"Build\" /><Target Name=\"Pack\"><Error Text=\"not today\" /></Target></Project>", Cancellation);

        Assert.Contains("not today", (await InstallAsync(".")).Failed(1, "GAODEV2015").Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Project_ThatIsNotPackable_IsRefusedWithTheReason()
    {
        await File.WriteAllTextAsync(Path.Combine(_workplace.Project, "silent.csproj"), "<Project><Target Name=\"Restore\" /><Target Name=\"Build\" /><Target Name=\"Pack\" /></Project>", Cancellation);

        Assert.Contains("made no package, as with IsPackable=false", (await InstallAsync(".")).Failed(1, "GAODEV2015").Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Project_IsPackedFirst()
    {
        string feed = Directory.CreateDirectory(Path.Combine(_workplace.Project, "made")).FullName;
        File.Move(_workplace.SaveEcho("3.0.0"), Path.Combine(feed, "echo.nupkg"));
        // A project whose pack puts a package that was built before where it is told to.
        await File.WriteAllTextAsync(Path.Combine(_workplace.Project, "echo.csproj"), """
            <Project>
              <Target Name="Restore" />
              <Target Name="Build" />
              <Target Name="Pack"><Copy SourceFiles="made/echo.nupkg" DestinationFolder="$(PackageOutputPath)" /></Target>
            </Project>
            """, Cancellation);

        (await InstallAsync("./echo.csproj")).Succeeded();

        Assert.Equal(["Fixtures.Echo 3.0.0"], StoreState.Read(_workplace.Home));
    }

    [Fact]
    public async Task Link_IsReadAtEachStart()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_workplace.Project, "bin")).FullName;
        string assembly = Path.Combine(folder, "Fixtures.Echo.dll");
        File.Copy(Workplace.Program("Fixtures.Echo"), assembly);
        (await InstallAsync("./bin", "--link")).Succeeded();
        Assert.Contains("linked to", (await _workplace.RunAsync("plugins", "show-provider", "echo")).Succeeded().Output, StringComparison.Ordinal);
        Assert.NotEmpty((await _workplace.RunAsync("run", "hello", "--provider", "echo")).Succeeded().Output);

        File.Delete(assembly);
        JsonElement broken = (await _workplace.RunAsync("plugins", "show-provider", "echo", "--json")).Succeeded().Json;
        Assert.Equal("broken", broken.GetProperty("status").GetString());
        File.Copy(Workplace.Program("Fixtures.Echo"), assembly);
        Assert.NotEmpty((await _workplace.RunAsync("run", "hello", "--provider", "echo")).Succeeded().Output);

        Assert.Equal(2, (await InstallAsync("Fixtures.Echo", "--link")).ExitCode);
    }

    [Fact]
    public async Task Bundle_IsInstalledWithoutAnySource()
    {
        SaveContoso();
        (await _workplace.RunAsync("plugins", "bundle", "Contoso.Provider", "-o", "contoso.gaobundle", "--source", _workplace.Feed)).Succeeded();
        Directory.Delete(_workplace.Feed, recursive: true);

        JsonElement installed = (await _workplace.RunAsync("plugins", "install-provider", "contoso.gaobundle", "--yes", "--json")).Succeeded().Json;

        Assert.Equal(["Contoso.Core", "Contoso.Provider"], installed.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("id").GetString()));
        Assert.Equal(["Contoso.Provider 1.0.0"], StoreState.Read(_workplace.Home));
    }

    [Fact]
    public async Task Bundle_WhosePackageWasChanged_IsRefused()
    {
        SaveContoso();
        (await _workplace.RunAsync("plugins", "bundle", "Contoso.Provider", "-o", "contoso.gaobundle", "--source", _workplace.Feed)).Succeeded();
        string other = GaoDev.Runtime.Tests.Packages.TestPackage.Library("Contoso.Core", "1.0.0").With("lib/netstandard2.0/evil.dll", [1]).Save(_workplace.Feed);
        using (System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.Open(Path.Combine(_workplace.Project, "contoso.gaobundle"), System.IO.Compression.ZipArchiveMode.Update))
        {
            zip.GetEntry("packages/contoso.core.1.0.0.nupkg")!.Delete();
            await using Stream entry = await zip.CreateEntry("packages/contoso.core.1.0.0.nupkg").OpenAsync(Cancellation);
            await entry.WriteAsync(await File.ReadAllBytesAsync(other, Cancellation), Cancellation);
        }

        (await _workplace.RunAsync("plugins", "install-provider", "contoso.gaobundle", "--yes")).Failed(7, "GAODEV2014");
        await File.WriteAllTextAsync(Path.Combine(_workplace.Project, "none.gaobundle"), "none", Cancellation);
        (await _workplace.RunAsync("plugins", "install-provider", "none.gaobundle", "--yes")).Failed(13, "GAODEV2004");
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task Restore_OfAClonedProject_InstallsWhatTheLockFileSaysAndRefusesAnyDifference()
    {
        SaveContoso();
        (await InstallAsync("Contoso.Provider", "--project")).Succeeded();
        string path = Path.Combine(_workplace.Project, "gao-dev.lock.json");
        string committed = await File.ReadAllTextAsync(path, Cancellation);
        string home = Directory.GetDirectories(Path.Combine(_workplace.Home, "projects"))[0];
        Directory.Delete(_workplace.Home, recursive: true);

        // Newer versions do not matter, and nothing runs before it is restored.
        GaoDev.Runtime.Tests.Packages.TestPackage.Library("Contoso.Core", "1.0.1").Save(_workplace.Feed);
        GaoDev.Runtime.Tests.Packages.TestPackage.Provider("Contoso.Provider", "1.0.1", "contoso").Save(_workplace.Feed);
        (await RestoreAsync()).Failed(6, "GAODEV3007");
        (await RestoreAsync("--yes")).Succeeded();
        Assert.Equal(["Contoso.Provider 1.0.0"], StoreState.Read(home));
        Assert.Equal(committed, await File.ReadAllTextAsync(path, Cancellation));
        (await RestoreAsync()).Succeeded();

        // Other bytes under the same version.
        Directory.Delete(_workplace.Home, recursive: true);
        GaoDev.Runtime.Tests.Packages.TestPackage.Library("Contoso.Core", "1.0.0").With("lib/netstandard2.0/evil.dll", [1]).Save(_workplace.Feed);
        (await RestoreAsync("--yes")).Failed(7, "GAODEV2014");
        (await _workplace.RunAsync("plugins", "restore", "--yes", "--source", _workplace.Feed)).Failed(7, "GAODEV2014");

        foreach (string broken in (string[])[committed.Replace("\"schema\": 1", "\"schema\": 2", StringComparison.Ordinal), committed.Replace("\"sha512\"", "\"sha513\"", StringComparison.Ordinal), committed[..^10], ""])
        {
            await File.WriteAllTextAsync(path, broken, Cancellation);
            (await RestoreAsync("--yes")).Failed(7, "GAODEV2009");
        }

        Task<ToolRun> RestoreAsync(params string[] arguments) => _workplace.RunAsync(["plugins", "restore", "--locked", "--source", _workplace.Feed, .. arguments]);
    }

    [Fact]
    public async Task Feed_WithRegistrations_ReportsNothingForAGoodPackage()
    {
        SaveContoso();
        await using FolderFeed feed = await FolderFeed.StartAsync(_workplace.Feed, 0);

        ToolRun run = (await _workplace.RunAsync("plugins", "install-provider", "Contoso.Provider", "--source", feed.Address, "--yes")).Succeeded();

        Assert.Contains("is not signed", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be asked", run.Error, StringComparison.Ordinal);
    }

    private void SaveContoso()
    {
        GaoDev.Runtime.Tests.Packages.TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Needs("Contoso.Core", "1.0.0").Save(_workplace.Feed);
        GaoDev.Runtime.Tests.Packages.TestPackage.Library("Contoso.Core", "1.0.0").Save(_workplace.Feed);
    }

    private Task<ToolRun> InstallAsync(string package, params string[] arguments) =>
        _workplace.RunAsync(["plugins", "install-provider", package, "--source", _workplace.Feed, "--yes", .. arguments]);
}
