using GaoDev.LocalFeed;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Runtime.Tests.Packages;

public sealed class InstallationTests : IDisposable
{
    private readonly Installing _installing = new();

    public void Dispose() => _installing.Dispose();

    [Fact]
    public async Task Package_FromAFolder_IsInstalledWithItsDependencies()
    {
        TestPackage.Provider("Contoso.Provider", "1.2.0", "contoso").Needs("Contoso.Core", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("Contoso.Core", "1.0.0").Save(_installing.Feed);
        TestPackage.Library("Contoso.Core", "1.1.0").Save(_installing.Feed);

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("contoso.provider"));

        Assert.Equal("Contoso.Provider", plugin.PackageId);
        Assert.Equal("1.2.0", plugin.Version);
        Assert.Equal(["Contoso.Core 1.0.0", "Contoso.Provider 1.2.0"], plugin.Closure.Select(package => $"{package.Id} {package.Version}"));
        Assert.Equal(["Contoso.Core", "Contoso.Provider"], plugin.Assets.Managed.Keys.Order());
        InstalledProvider provider = Assert.Single(plugin.Providers);
        Assert.Equal(("contoso", "Contoso.Provider"), (provider.Name, provider.EntryAssembly));
        PluginAssets assets = _installing.Store.GetAssets(plugin, provider);
        Assert.All(assets.Managed.Values, path => Assert.True(File.Exists(path) && Path.IsPathRooted(path), path));
        _installing.Store.VerifyFiles(plugin);
        Assert.Equivalent(plugin, Assert.Single(_installing.Store.Read()), strict: true);
    }

    [Fact]
    public async Task Packages_PreparedAtOnceInOneProcess_DoNotDisturbEachOther()
    {
        // Each with framework and runtime folders that nothing has named before, because what NuGet's conventions remember
        // of them is not for several threads.
        const int Count = 24;
        for (int number = 0; number < Count; number++)
        {
            TestPackage package = TestPackage.Provider($"Contoso.P{number}", "1.0.0", $"contoso-{number}");
            for (int version = 0; version < 8; version++)
            {
                package.With($"lib/net4.{number}.{version}/_._", []).With($"runtimes/os{number}-{version}/lib/net5.{number}/_._", []);
            }

            package.Save(_installing.Feed);
        }

        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => Task.Run(async () =>
        {
            await using PreparedInstallation prepared = await _installing.PrepareAsync(_installing.Request($"Contoso.P{number}"));
            Assert.Equal([$"contoso-{number}"], prepared.Providers.Select(provider => provider.Metadata.Name));
        })));
    }

    [Fact]
    public async Task Package_FromAV3FeedWithOnlyTheFlatContainer_IsInstalled()
    {
        TestPackage.Provider("Contoso.Provider", "1.2.0", "contoso").Needs("Contoso.Core", "[1.0.0,2.0.0)").Save(_installing.Feed);
        TestPackage.Library("Contoso.Core", "1.5.0").Save(_installing.Feed);
        TestPackage.Library("Contoso.Core", "2.0.0").Save(_installing.Feed);
        await using FolderFeed feed = await FolderFeed.StartAsync(_installing.Feed, 0);

        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Contoso.Provider", source: feed.Address));

        Assert.Equal(["Contoso.Core 1.5.0", "Contoso.Provider 1.2.0"], plugin.Closure.Select(package => $"{package.Id} {package.Version}"));
        Assert.Equal(feed.Address, plugin.Source);
        _installing.Store.VerifyFiles(plugin);
    }

    [Fact]
    public async Task Package_FromAFile_TakesItsDependenciesFromTheSourcesAndNotFromItsFolder()
    {
        string elsewhere = _installing.Folder.Create("elsewhere");
        string path = TestPackage.Provider("Contoso.Provider", "1.2.0", "contoso").Needs("Contoso.Core", "1.0.0").Save(elsewhere);
        TestPackage.Library("Contoso.Core", "1.0.0").Save(elsewhere);

        await _installing.RefusedAsync(_installing.Request(path), PluginErrorCode.PackageNotFound);
        TestPackage.Library("Contoso.Core", "1.0.1").Save(_installing.Feed);
        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request(path));

        Assert.Equal(["Contoso.Core 1.0.1", "Contoso.Provider 1.2.0"], plugin.Closure.Select(package => $"{package.Id} {package.Version}"));
        Assert.Equal(path, plugin.Source);
    }

    [Fact]
    public async Task Prepared_AndNotCommitted_LeavesNothing()
    {
        TestPackage.Provider("Contoso.Provider", "1.2.0", "contoso").Save(_installing.Feed);

        await using (PreparedInstallation prepared = await _installing.PrepareAsync(_installing.Request("Contoso.Provider")))
        {
            Assert.Equal("contoso", Assert.Single(prepared.Providers).Metadata.Name);
            Assert.True(prepared.DownloadBytes > 0);
            Assert.NotEmpty(_installing.Contents());
        }

        Assert.Empty(_installing.Contents());
        Assert.Empty(_installing.Store.Read());
    }

    [Fact]
    public async Task Version_NotAsked_IsTheLatestStable()
    {
        foreach (string version in (string[])["1.0.0", "1.10.0", "1.9.0", "2.0.0-rc.1"])
        {
            TestPackage.Provider("Contoso.Provider", version, "contoso").Save(_installing.Feed);
        }

        PackageRequest request = _installing.Request("Contoso.Provider");

        Assert.Equal("1.10.0", (await _installing.InstallAsync(request)).Version);
        Assert.Equal("2.0.0-rc.1", (await _installing.InstallAsync(request with { IncludePrerelease = true })).Version);
        Assert.Equal("1.0.0", (await _installing.InstallAsync(request with { Version = "1.0.0" })).Version);
        Assert.Equal("1.9.0", (await _installing.InstallAsync(request with { Version = "[1.5,2.0)" })).Version);
        Assert.Equal("1.10.0", (await _installing.InstallAsync(request with { Version = "1.*" })).Version);
        Assert.Single(_installing.Store.Read());
    }

    [Fact]
    public async Task Package_InstalledAgain_ReplacesItselfAndKeepsTheLockBefore()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        TestPackage.Provider("Contoso.Provider", "1.1.0", "contoso").Save(_installing.Feed);
        InstalledPlugin first = await _installing.InstallAsync(_installing.Request("Contoso.Provider", "1.0.0"));

        await using (PreparedInstallation prepared = await _installing.PrepareAsync(_installing.Request("Contoso.Provider")))
        {
            Assert.Equal("1.0.0", prepared.Replaces?.Version);
        }

        InstalledPlugin second = await _installing.InstallAsync(_installing.Request("Contoso.Provider"));

        Assert.Equal("1.1.0", Assert.Single(_installing.Store.Read()).Version);
        string kept = Assert.Single(Directory.GetFiles(_installing.Store.Layout.Generations));
        Assert.Equal("1.0.0", Assert.Single(LockReader.Read(await File.ReadAllBytesAsync(kept, TestContext.Current.CancellationToken), kept).Plugins).Version);
        _installing.Store.VerifyFiles(first);
        _installing.Store.VerifyFiles(second);
    }

    [Fact]
    public async Task Uninstall_ByProviderOrPackage_RemovesThePlugin()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso", "contoso-two").Save(_installing.Feed);
        await _installing.InstallAsync(_installing.Request("Contoso.Provider"));
        await _installing.Store.UninstallAsync("CONTOSO-two", TestContext.Current.CancellationToken);
        Assert.Empty(_installing.Store.Read());

        await _installing.InstallAsync(_installing.Request("Contoso.Provider"));
        await _installing.Store.UninstallAsync("contoso.provider", TestContext.Current.CancellationToken);
        Assert.Empty(_installing.Store.Read());

        PluginException refused = await Assert.ThrowsAsync<PluginException>(
            () => _installing.Store.UninstallAsync("contoso", TestContext.Current.CancellationToken));
        Assert.Equal(PluginErrorCode.ProviderNotFound, refused.Code);
    }

    [Fact]
    public async Task Store_AfterManyChanges_KeepsTenGenerationsAndWhatTheyNeed()
    {
        for (int patch = 0; patch < 13; patch++)
        {
            TestPackage.Provider("Contoso.Provider", $"1.0.{patch}", "contoso").Save(_installing.Feed);
            await _installing.InstallAsync(_installing.Request("Contoso.Provider", $"1.0.{patch}"));
        }

        Assert.Equal(10, Directory.GetFiles(_installing.Store.Layout.Generations).Length);
        string[] versions = [.. Directory.GetDirectories(Path.Combine(_installing.Store.Layout.Store, "contoso.provider"))
            .Select(path => Path.GetFileName(path).Split('-')[0])];
        Assert.Equal(11, versions.Length);
        Assert.DoesNotContain("1.0.0", versions);
        Assert.DoesNotContain("1.0.1", versions);
    }

    [Fact]
    public async Task Provider_NameTakenByAnotherPackage_IsRefusedNamingBoth()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        TestPackage.Provider("Fabrikam.Provider", "2.0.0", "contoso").Save(_installing.Feed);
        await _installing.InstallAsync(_installing.Request("Contoso.Provider"));

        PluginException refused = await _installing.RefusedAsync(_installing.Request("Fabrikam.Provider"), PluginErrorCode.DuplicateProvider);

        Assert.Contains("Contoso.Provider 1.0.0", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Fabrikam.Provider 2.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installations_AtOnce_AllSucceed()
    {
        for (int index = 0; index < 8; index++)
        {
            TestPackage.Provider($"Contoso.Provider{index}", "1.0.0", $"contoso-{index}").Save(_installing.Feed);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index =>
            Task.Run(() => _installing.InstallAsync(_installing.Request($"Contoso.Provider{index}")))));

        Assert.Equal(8, _installing.Store.Read().Count);
        Assert.All(_installing.Store.Read(), _installing.Store.VerifyFiles);
        Assert.Empty(Directory.GetFileSystemEntries(_installing.Store.Layout.Staging));
    }

    [Fact]
    public async Task File_ChangedOrAddedOrGone_IsNoticed()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);
        InstalledPlugin plugin = await _installing.InstallAsync(_installing.Request("Contoso.Provider"));
        string folder = _installing.Store.Layout.PathOf(plugin.Entry);
        string assembly = _installing.Store.GetAssets(plugin, plugin.Providers[0]).Managed["Contoso.Provider"];
        byte[] content = await File.ReadAllBytesAsync(assembly, TestContext.Current.CancellationToken);

        foreach (Action change in (Action[])[
            () => File.WriteAllBytes(assembly, [.. content, 0]),
            () => File.Delete(assembly),
            () => Directory.Delete(folder, recursive: true)])
        {
            change();
            PluginException noticed = Assert.Throws<PluginException>(() => _installing.Store.VerifyFiles(plugin));
            Assert.Equal(PluginErrorCode.ContentChanged, noticed.Code);
        }

        await _installing.InstallAsync(_installing.Request("Contoso.Provider"));
        _installing.Store.VerifyFiles(plugin);
        await File.WriteAllTextAsync(Path.Combine(folder, "extra.dll"), "", TestContext.Current.CancellationToken);
        Assert.Contains("extra.dll", Assert.Throws<PluginException>(() => _installing.Store.VerifyFiles(plugin)).Message, StringComparison.Ordinal);

        await _installing.InstallAsync(_installing.Request("Contoso.Provider"));
        _installing.Store.VerifyFiles(plugin);
    }

    [Fact]
    public async Task Store_ThatAnotherProcessChanges_IsBusyAndNamesIt()
    {
        PluginStore store = PluginStore.Open(_installing.Folder["busy"], TimeSpan.FromMilliseconds(200));
        using StagingArea staging = await store.StageAsync(TestContext.Current.CancellationToken);
        using FileStream held = new(store.Layout.Mutex, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        PluginException refused = await Assert.ThrowsAsync<PluginException>(() => store.StageAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PluginErrorCode.StoreBusy, refused.Code);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staging_LeftByAKilledProcess_IsRemovedByTheNextWrite()
    {
        string left = Directory.CreateDirectory(Path.Combine(_installing.Store.Layout.Staging, "left", "entry")).Parent!.FullName;
        await File.WriteAllTextAsync(left + ".lock", "", TestContext.Current.CancellationToken);
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_installing.Feed);

        await _installing.InstallAsync(_installing.Request("Contoso.Provider"));

        Assert.Empty(Directory.GetFileSystemEntries(_installing.Store.Layout.Staging));
    }
}
