using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GaoDev.Fixtures;
using GaoDev.Plugins.Activation;
using GaoDev.Providers;
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

    private static async Task CycleAsync(HttpClient client)
    {
        WeakReference plugin = await LoadAndUnloadAsync(client);
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
