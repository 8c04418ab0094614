using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GaoDev.Fixtures;
using GaoDev.Plugins.Activation;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Host.Tests.Loading;

/// <summary>A plugin in this process, in a load context of its own: it goes when it is disposed, as often as it comes.</summary>
public sealed class UnloadTests
{
    private const long AllowedGrowth = 8 * 1024 * 1024;
    private const int MostCollections = 50;

    [Fact]
    public async Task Plugin_LoadedAndUnloadedAgainAndAgain_IsGoneEachTimeAndNothingGrows()
    {
        using HttpClient client = new();
        await CycleAsync(client);
        await CycleAsync(client);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int round = 0; round < Rounds.Unloads; round++)
        {
            await CycleAsync(client);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(after - before < AllowedGrowth, $"{(after - before) / 1024} KiB were kept after {Rounds.Unloads} rounds.");
        Assert.DoesNotContain(AssemblyLoadContext.All, context => context.Name?.Contains("Fixtures.Echo", StringComparison.Ordinal) == true && context.IsCollectible && context.Assemblies.Count() > 1);
    }

    /// <summary>As an application does it: registered from its file, asked, unregistered.</summary>
    [Fact]
    public async Task Provider_RegisteredFromAFileAgainAndAgain_IsGoneEachTimeAndItsFilesAreFree()
    {
        string folder = Directory.CreateTempSubdirectory("gaodev-unload-").FullName;
        string home = Path.Combine(folder, "home"), assembly = Path.Combine(folder, Path.GetFileName(BuiltFixtures.Echo));
        File.Copy(BuiltFixtures.Echo, assembly);
        try
        {
            ProviderPluginManager manager = ProviderPluginManager.Open(new ProviderPluginManagerOptions { HomeDirectory = home });
            await GoneAsync(await UseAsync(manager, assembly));
            await GoneAsync(await UseAsync(manager, assembly));
            long before = GC.GetTotalMemory(forceFullCollection: true);

            for (int round = 0; round < Rounds.Unloads; round++)
            {
                await GoneAsync(await UseAsync(manager, assembly));
            }

            long after = GC.GetTotalMemory(forceFullCollection: true);
            Assert.True(after - before < AllowedGrowth, $"{(after - before) / 1024} KiB were kept after {Rounds.Unloads} rounds.");
            Assert.DoesNotContain(assembly, await File.ReadAllTextAsync("/proc/self/maps", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Provider_Reloaded_IsWhatTheFileHasByThen()
    {
        string folder = Directory.CreateTempSubdirectory("gaodev-unload-").FullName;
        string assembly = Path.Combine(folder, Path.GetFileName(BuiltFixtures.Echo));
        File.Copy(BuiltFixtures.Echo, assembly);
        try
        {
            ProviderPluginManager manager = ProviderPluginManager.Open(new ProviderPluginManagerOptions { HomeDirectory = Path.Combine(folder, "home") });
            Assert.Equal(["echo"], manager.RegisterProvidersFrom(assembly));
            Assert.Equal((ProviderConfinement.InProcess, ProviderOrigin.Code), (manager.GetProvider("echo").Confinement, manager.GetProvider("echo").Origin));
            Assert.Throws<DuplicateProviderException>(() => manager.RegisterProvidersFrom(assembly));

            File.Delete(assembly);
            PluginException missing = await Assert.ThrowsAsync<PluginException>(async () => await manager.ReloadProviderAsync("echo"));
            Assert.Equal(PluginErrorCode.NotAProvider, missing.Code);
            File.Copy(typeof(UnloadTests).Assembly.Location, assembly);
            Assert.Equal(PluginErrorCode.NotAProvider, Assert.Throws<PluginException>(() => manager.RegisterProvidersFrom(assembly)).Code);
            File.Copy(BuiltFixtures.Echo, assembly, overwrite: true);
            await manager.ReloadProviderAsync("echo");
            await using IAgentProvider provider = await manager.Factory.CreateAsync("echo", TestContext.Current.CancellationToken);
            Assert.Equal("1.2.3", provider.Version);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(ProviderPluginManager manager, string assembly)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        manager.RegisterProvidersFrom(assembly);
        WeakReference reference;
        await using (IAgentProvider provider = await manager.Factory.CreateAsync("echo", cancellation))
        {
            reference = new(AssemblyLoadContext.All.Single(context => context.Assemblies.Any(loaded => loaded.Location == assembly)));
            string answer = "";
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(BuiltFixtures.TaskOf("hello there"), cancellation))
            {
                answer += (update as TextUpdate)?.Text;
            }

            Assert.Equal("hello there", answer);
        }

        await manager.UnregisterProviderAsync("echo", cancellation);
        return reference;
    }

    private static async Task CycleAsync(HttpClient client) => await GoneAsync(await LoadAndUnloadAsync(client));

    private static async Task GoneAsync(WeakReference plugin)
    {
        // What has run so far may still be on its thread's stack.
        await Task.Yield();
        for (int attempt = 0; plugin.IsAlive && attempt < MostCollections; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(plugin.IsAlive, "The plugin is still loaded.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LoadAndUnloadAsync(HttpClient client)
    {
        ProviderContext context = new(ProviderConfiguration.Empty, client, NullLogger.Instance, TimeProvider.System, Path.GetTempPath());
        ActivatedPlugin plugin = await PluginActivator.ActivateAsync(
            FixturePlugin.Assets(BuiltFixtures.Echo), "Fixtures.Echo.EchoPlugin", "echo", context, isCollectible: true, CancellationToken.None);
        Assert.Equal("echo", plugin.Provider.Name);
        WeakReference reference = new(AssemblyLoadContext.GetLoadContext(plugin.Provider.GetType().Assembly));
        await plugin.DisposeAsync();
        return reference;
    }
}
