using GaoDev.LocalFeed;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Tests.Packages;

public sealed class ResolutionTests : IDisposable
{
    private readonly Installing _installing = new();

    public void Dispose() => _installing.Dispose();

    [Fact]
    public async Task Dependency_NeededTwice_IsTheNearest()
    {
        Root().Needs("A", "1.0.0").Needs("C", "2.0.0").Save(_installing.Feed);
        TestPackage.Library("A").Needs("C", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("C", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("C", "2.0.0").Save(_installing.Feed);
        TestPackage.Library("C", "3.0.0").Save(_installing.Feed);

        Assert.Equal(["A 1.0.0", "C 2.0.0", "Root 1.0.0"], await ClosureAsync());
    }

    [Fact]
    public async Task Dependency_ThatWouldBeDowngraded_IsRefusedWithBothWays()
    {
        Root().Needs("A", "1.0.0").Needs("C", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("A").Needs("C", "2.0.0").Save(_installing.Feed);
        TestPackage.Library("C", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("C", "2.0.0").Save(_installing.Feed);

        PluginException refused = await RefusedAsync(PluginErrorCode.DependencyConflict);

        Assert.Contains("Root 1.0.0 -> A 1.0.0 -> C (>= 2.0.0)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Root 1.0.0 -> C (>= 1.0.0)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependencies_ThatExcludeEachOther_AreRefused()
    {
        Root().Needs("A", "1.0.0").Needs("B", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("A").Needs("C", "[1.0.0]").Save(_installing.Feed);
        TestPackage.Library("B").Needs("C", "[2.0.0]").Save(_installing.Feed);
        TestPackage.Library("C", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("C", "2.0.0").Save(_installing.Feed);

        PluginException refused = await RefusedAsync(PluginErrorCode.DependencyConflict);

        Assert.Contains("Root 1.0.0 -> A 1.0.0 -> C", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Root 1.0.0 -> B 1.0.0 -> C", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependencies_ThatGoInACircle_AreRefused()
    {
        Root().Needs("A", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("A").Needs("B", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("B").Needs("A", "1.0.0").Save(_installing.Feed);

        Assert.Contains("depends on itself", (await RefusedAsync(PluginErrorCode.DependencyConflict)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependency_ThatIsMissing_IsNamedWithTheWayToIt()
    {
        Root().Needs("A", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("A").Needs("Nowhere", "1.0.0").Save(_installing.Feed);
        PluginException refused = await RefusedAsync(PluginErrorCode.PackageNotFound);
        Assert.Contains("Nowhere", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Root 1.0.0 -> A (>= 1.0.0)", refused.Message, StringComparison.Ordinal);

        TestPackage.Library("Nowhere", "0.9.0").Save(_installing.Feed);
        refused = await RefusedAsync(PluginErrorCode.VersionNotFound);
        Assert.Contains("0.9.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependency_ThatTheFrameworkOrTheHostBrings_IsNotRestored()
    {
        Root().Needs("System.Text.Json", "6.0.10").Needs("GaoDev.Abstractions", "0.1.0").Needs("GaoDev.Sdk", "0.1.0")
            .Needs("Microsoft.Extensions.Logging.Abstractions", "8.0.0").Save(_installing.Feed);

        Assert.Equal(["Root 1.0.0"], await ClosureAsync());
    }

    [Fact]
    public async Task Dependency_NewerThanTheFrameworks_IsRestored()
    {
        Root().Needs("System.Text.Json", "99.0.0").Save(_installing.Feed);
        TestPackage.Library("System.Text.Json", "99.0.0").Save(_installing.Feed);

        Assert.Equal(["Root 1.0.0", "System.Text.Json 99.0.0"], await ClosureAsync());
    }

    [Theory]
    [InlineData("GaoDev.Abstractions")]
    [InlineData("GaoDev.Sdk")]
    [InlineData("Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("Microsoft.Extensions.DependencyInjection.Abstractions")]
    public async Task SharedDependency_NewerThanTheHosts_IsRefusedNamingBoth(string id)
    {
        Root().Needs("A", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("A").Needs(id, "99.1.0").Save(_installing.Feed);

        PluginException refused = await RefusedAsync(PluginErrorCode.SharedDependencyTooNew);

        Assert.Contains($"A 1.0.0 needs {id} 99.1.0", refused.Message, StringComparison.Ordinal);
        Assert.Matches(@"shares \d+\.\d+\.\d+ with plugins", refused.Message);
    }

    [Fact]
    public async Task Assembly_ThatTheHostOrTheFrameworkBrings_IsNeverPrivate()
    {
        Root()
            .With("lib/net10.0/GaoDev.Abstractions.dll", [1])
            .With("lib/net10.0/System.Text.Json.dll", TestAssembly("System.Text.Json", "8.0.0.0"))
            .With("lib/net10.0/System.Linq.dll", TestAssembly("System.Linq", "99.0.0.0"))
            .Save(_installing.Feed);

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Root"));

        Assert.Equal(["Root", "System.Linq"], plugin.Assets.Managed.Keys.Order());
    }

    [Fact]
    public async Task Assembly_BroughtTwice_IsTheOneOfTheHighestVersion()
    {
        Root().Needs("A", "1.0.0").Needs("B", "1.0.0").Save(_installing.Feed);
        new TestPackage("A").With("lib/net10.0/Common.dll", TestAssembly("Common", "2.0.0.0")).Save(_installing.Feed);
        new TestPackage("B").With("lib/net10.0/Common.dll", TestAssembly("Common", "1.0.0.0")).Save(_installing.Feed);

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Root"));

        Assert.Equal("a/1.0.0/lib/net10.0/Common.dll", plugin.Assets.Managed["Common"]);
    }

    [Fact]
    public async Task Assets_NativeAndSatellite_AreChosenForThisMachine()
    {
        string rid = GaoDev.Runtime.Packages.Resolution.TargetPlatform.Current.RuntimeIdentifier;
        Root()
            .With($"runtimes/{rid}/native/libcontoso.so", [1])
            .With("runtimes/other-rid/native/libcontoso.so", [2])
            .With("lib/net10.0/de/Root.resources.dll", [3])
            .With("lib/net10.0/sr-Latn/Root.resources.dll", [4])
            .Save(_installing.Feed);

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Root"));

        Assert.Equal($"root/1.0.0/runtimes/{rid}/native/libcontoso.so", Assert.Single(plugin.Assets.Native).Value);
        Assert.Equal(["de", "sr-Latn"], plugin.Assets.Satellites.Keys.Order());
        Assert.Equal("root/1.0.0/lib/net10.0/de/Root.resources.dll", plugin.Assets.Satellites["de"]["Root.resources"]);
        Assert.Equal(4, plugin.Files.Count);
    }

    [Fact]
    public async Task Lock_OfAPackageWithARuntimeGraph_HasWhatEveryMachineNeeds()
    {
        Root().Needs("A", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("A").With("runtime.json", """
            {"runtimes":{"linux":{"A":{"runtime.linux.A":"1.0.0"}},"win":{"A":{"runtime.win.A":"1.0.0"}}}}
            """u8.ToArray()).Save(_installing.Feed);
        TestPackage.Library("runtime.linux.A").Save(_installing.Feed);
        TestPackage.Library("runtime.win.A").Save(_installing.Feed);

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Root"));

        Assert.Equal(
            [
                "A everywhere", "Root everywhere",
                "runtime.linux.A linux-arm64 linux-musl-arm64 linux-musl-x64 linux-x64", "runtime.win.A win-arm64 win-x64",
            ],
            plugin.Closure.Select(package => $"{package.Id} {package.Runtimes ?? "everywhere"}"));
        string here = OperatingSystem.IsWindows() ? "runtime.win.A" : "runtime.linux.A";
        Assert.Equal(["A", "Root", here], plugin.Assets.Managed.Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Mapping_OfNugetConfig_KeepsAPackageFromEveryOtherSource()
    {
        string trusted = _installing.Folder.Create("trusted");
        Root().Needs("Contoso.Core", "1.0.0").Save(trusted);
        TestPackage.Library("Contoso.Core", "1.0.0").Save(trusted);
        // The confusion: another source has a better match of the same id.
        TestPackage.Provider("Root", "9.0.0", "root").Save(_installing.Feed);
        TestPackage.Library("Contoso.Core", "1.0.0").With("lib/netstandard2.0/evil.dll", [1]).Save(_installing.Feed);
        await using FolderFeed feed = await FolderFeed.StartAsync(trusted, 0);
        await File.WriteAllTextAsync(_installing.Folder["nuget.config"], $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="trusted" value="{feed.Address}" allowInsecureConnections="true" />
                <add key="other" value="feed" />
              </packageSources>
              <packageSourceMapping>
                <clear />
                <packageSource key="trusted"><package pattern="Root" /><package pattern="Contoso.*" /></packageSource>
                <packageSource key="other"><package pattern="Fabrikam.*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """, TestContext.Current.CancellationToken);
        PackageRequest configured = _installing.Request("Root") with { Sources = [] };

        InstalledPlugin plugin = await _installing.InstallAsync(configured);

        Assert.Equal("1.0.0", plugin.Version);
        Assert.All(plugin.Closure, package => Assert.Equal(feed.Address, package.Source));
        PluginException refused = await _installing.RefusedAsync(configured with { Package = "Unmapped" }, PluginErrorCode.PackageNotFound);
        Assert.Contains("maps it to none", refused.Message, StringComparison.Ordinal);

        // Naming or adding a source does not change which one a mapped package comes from.
        await _installing.RefusedAsync(configured with { Sources = ["other"] }, PluginErrorCode.PackageNotFound);
        string elsewhere = _installing.Folder.Create("elsewhere");
        TestPackage.Provider("Root", "9.0.0", "root").Save(elsewhere);
        Assert.Equal("1.0.0", (await _installing.InstallAsync(configured with { AddedSources = [elsewhere] })).Version);

        // Whoever names only a source that no configuration knows has said where packages come from.
        Assert.Equal("9.0.0", (await _installing.InstallAsync(configured with { Sources = [elsewhere] })).Version);
    }

    [Fact]
    public async Task Configuration_ThatIsNotXml_IsRefused()
    {
        await File.WriteAllTextAsync(_installing.Folder["nuget.config"], "<configuration>", TestContext.Current.CancellationToken);

        await _installing.RefusedAsync(_installing.Request("Root"), PluginErrorCode.ConfigurationInvalid);
    }

    private static TestPackage Root() => TestPackage.Provider("Root", "1.0.0", "root");

    private static byte[] TestAssembly(string name, string version) => GaoDev.Plugins.Tests.Manifests.ProviderCompiler.Compile(
        name, $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]");

    private Task<PluginException> RefusedAsync(PluginErrorCode code) => _installing.RefusedAsync(_installing.Request("Root"), code);

    private async Task<string[]> ClosureAsync() =>
        [.. (await _installing.InstallAsync(_installing.Request("Root"))).Closure.Select(package => $"{package.Id} {package.Version}")];
}
