using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers;
using GaoDev.Runtime;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI.Tests.Confined;

/// <summary>The life cycle of an installed plugin, as an application goes through it.</summary>
public sealed class ConfinedLifeCycleTests(ConfinedPlugin plugin, AimockServer emulator) : IClassFixture<ConfinedPlugin>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reload_AnInstalledPlugin_EndsItsProcessAndTheNextAnswerIsOfAnother()
    {
        List<ProviderLifeCycleEvent> events = [];
        ProviderPluginManager manager = plugin.Open(events.Add);
        IAgentProvider first = await AskAsync(manager);
        Assert.Same(first, await AskAsync(manager));

        await manager.ReloadProviderAsync("CHAT");

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await first.InitializeAsync(Token));
        Assert.NotSame(first, await AskAsync(manager));
        Assert.Equal([new ProviderLifeCycleEvent("chat", ProviderLifeCycleStep.Reloaded)], events);
        await manager.UnloadAllAsync(Token);
    }

    [Fact]
    public async Task Unregister_AnInstalledPlugin_IsGoneAndItsProcessEnds()
    {
        List<ProviderLifeCycleEvent> events = [];
        ProviderPluginManager manager = plugin.Open(events.Add);
        IAgentProvider provider = await AskAsync(manager);

        await manager.UnregisterProviderAsync("Chat", Token);

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await provider.InitializeAsync(Token));
        Assert.False(manager.Factory.ProviderExists("chat"));
        Assert.Empty(manager.ListProviders());
        Assert.Equal([new ProviderLifeCycleEvent("chat", ProviderLifeCycleStep.Unregistered)], events);
    }

    private async Task<IAgentProvider> AskAsync(ProviderPluginManager manager)
    {
        await using ProviderLease lease = await manager.Factory.RentAsync("chat", ConfinedPlugin.Settings(emulator, "any"), Token);
        using IChatClient client = lease.Provider.AsChatClient();
        Assert.StartsWith("One, two", (await client.GetResponseAsync("Count to eight", cancellationToken: Token)).Text, StringComparison.Ordinal);
        return lease.Provider;
    }
}
