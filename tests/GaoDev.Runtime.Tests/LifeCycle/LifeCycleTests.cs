using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Tests.Registry;

namespace GaoDev.Runtime.Tests.LifeCycle;

public sealed class LifeCycleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-lifecycle-").FullName;
    private readonly List<ProviderLifeCycleEvent> events = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ListProviders_NothingRegistered_EmptyThenExactlyTheRegistered()
    {
        ProviderPluginManager manager = Open();
        Assert.Empty(manager.ListProviders());

        manager.RegisterProvider(new GreetingPlugin("b"));
        manager.RegisterProvider(new GreetingPlugin("a"));

        Assert.Equal(["a", "b"], manager.ListProviders().Select(info => info.Name));
        Assert.All(manager.ListProviders(), info => Assert.Equal((ProviderStatus.Ready, ProviderOrigin.Code), (info.Status, info.Origin)));
    }

    [Fact]
    public async Task RegisterProvider_Plugin_IsInManagerAndFactoryAndTheCallbackIsCalledOnce()
    {
        ProviderPluginManager manager = Open();

        manager.RegisterProvider(new GreetingPlugin("a"));

        Assert.Equal("a", manager.GetProvider("A").Name);
        await using IAgentProvider provider = await manager.Factory.CreateAsync("a", Token);
        Assert.Equal([new ProviderLifeCycleEvent("a", ProviderLifeCycleStep.Registered)], events);
    }

    [Fact]
    public void RegisterProvider_CustomName_IsRegisteredUnderIt()
    {
        ProviderPluginManager manager = Open();

        manager.RegisterProvider(new GreetingPlugin("a"), name: "mine");

        Assert.Equal("mine", Assert.Single(manager.ListProviders()).Name);
        Assert.True(manager.Factory.ProviderExists("mine"));
        Assert.False(manager.Factory.ProviderExists("a"));
    }

    [Fact]
    public void RegisterProvider_WrongClassOrEmptyName_RegistrationErrorAndNothingIsLeft()
    {
        ProviderPluginManager manager = Open();

        Assert.Throws<ProviderRegistrationException>(() => manager.RegisterProvider(new GreetingPlugin("a") { ProviderType = typeof(string) }));
        Assert.Throws<ProviderRegistrationException>(() => manager.RegisterProvider(new GreetingPlugin("")));
        manager.RegisterProvider(new GreetingPlugin("b"));
        Assert.Throws<DuplicateProviderException>(() => manager.RegisterProvider(new GreetingPlugin("b")));

        Assert.Equal(["b"], manager.ListProviders().Select(info => info.Name));
    }

    [Fact]
    public void RegisterProvider_CallbackThrows_RegisteredAllTheSame()
    {
        ProviderPluginManager manager = Open(callback: _ => throw new InvalidOperationException("no"));

        manager.RegisterProvider(new GreetingPlugin("a"));

        Assert.True(manager.Factory.ProviderExists("a"));
        Assert.Single(manager.ListProviders());
    }

    [Fact]
    public async Task UnregisterProviderAsync_Registered_GoneFromManagerAndFactoryWithOneCleanup()
    {
        GreetingPlugin plugin = new("a");
        ProviderPluginManager manager = Open();
        manager.RegisterProvider(plugin);
        await manager.LoadAllAsync(Token);

        await manager.UnregisterProviderAsync("A", Token);

        Assert.Empty(manager.ListProviders());
        Assert.False(manager.Factory.ProviderExists("a"));
        Assert.Equal((1, 1, 1), (plugin.Loaded, plugin.Disposed, plugin.Unloaded));
        await Assert.ThrowsAsync<ProviderNotFoundException>(async () => await manager.UnregisterProviderAsync("a", Token));
        manager.RegisterProvider(new GreetingPlugin("a"));
    }

    [Fact]
    public async Task UnregisterProviderAsync_CleanupThrows_GoneAllTheSame()
    {
        ProviderPluginManager manager = Open();
        manager.RegisterProvider(new GreetingPlugin("a") { UnloadFailure = new InvalidOperationException("no") });
        await manager.LoadAllAsync(Token);

        await manager.UnregisterProviderAsync("a", Token);

        Assert.Empty(manager.ListProviders());
    }

    [Fact]
    public async Task DisableProviderAsync_ThenEnable_IsRefusedBetween()
    {
        ProviderPluginManager manager = Open();
        manager.RegisterProvider(new GreetingPlugin("a"));

        await manager.DisableProviderAsync("A");

        Assert.Equal(ProviderStatus.Disabled, manager.GetProvider("a").Status);
        PluginException refusal = await Assert.ThrowsAsync<PluginException>(async () => await manager.Factory.CreateAsync("a", Token));
        Assert.Equal(PluginErrorCode.ProviderDisabled, refusal.Code);
        Assert.Throws<PluginException>(() => manager.GetRunnableProvider("a"));
        manager.EnableProvider("a");
        await using IAgentProvider provider = await manager.Factory.CreateAsync("a", Token);
        Assert.Equal([ProviderLifeCycleStep.Registered, ProviderLifeCycleStep.Disabled, ProviderLifeCycleStep.Enabled], events.Select(each => each.Step));
    }

    [Fact]
    public async Task ReloadProviderAsync_Loaded_NewPluginAndNewInstance()
    {
        List<GreetingPlugin> made = [];
        ProviderPluginManager manager = Open(builder => builder.AddProvider("a", () =>
        {
            made.Add(new GreetingPlugin("a"));
            return made[^1];
        }));
        IAgentProvider first = await RentAsync(manager);

        await manager.ReloadProviderAsync("a");

        Assert.NotSame(first, await RentAsync(manager));
        Assert.Equal(2, made.Count);
        Assert.Equal((1, 1), (made[0].Unloaded, made[0].Disposed));
        Assert.Equal((1, 0), (made[1].Loaded, made[1].Unloaded));
        Assert.Contains(new ProviderLifeCycleEvent("a", ProviderLifeCycleStep.Reloaded), events);
    }

    [Fact]
    public async Task LoadAllAsync_OneBadPlugin_OthersAreLoadedAndItIsReported()
    {
        ProviderPluginManager manager = Open(builder => builder
            .AddProvider("bad", () => throw new InvalidOperationException("broken from the start"))
            .AddProvider("fails", () => new GreetingPlugin("fails") { LoadFailure = new InvalidOperationException("no luck") })
            .AddProvider("good", () => new GreetingPlugin("good")));

        IReadOnlyList<ProviderLifeCycleEvent> results = await manager.LoadAllAsync(Token);

        Assert.Equal(
            [("bad", ProviderLifeCycleStep.Failed), ("fails", ProviderLifeCycleStep.Failed), ("good", ProviderLifeCycleStep.Loaded)],
            results.Select(result => (result.Provider, result.Step)));
        Assert.Contains("broken from the start", results[0].Problem, StringComparison.Ordinal);
        Assert.Equal(ProviderStatus.Broken, manager.GetProvider("bad").Status);
        Assert.Equal(ProviderStatus.Ready, manager.GetProvider("good").Status);
    }

    [Fact]
    public async Task UnloadAllAsync_Several_NoneIsLeft()
    {
        ProviderPluginManager manager = Open(builder => builder.AddProvider(new GreetingPlugin("a")).AddProvider(new GreetingPlugin("b")));

        await manager.UnloadAllAsync(Token);

        Assert.Empty(manager.ListProviders());
        Assert.Empty(manager.Factory.ListProviders());
    }

    [Fact]
    public void Open_LazyPlugins_NoneIsMade()
    {
        int made = 0;
        ProviderPluginManager manager = Open(builder => builder.AddProvider("a", () =>
        {
            made++;
            return new GreetingPlugin("a");
        }));

        Assert.Equal(0, made);
        Assert.Equal("a", manager.GetProvider("a").Name);
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Configuration_DisabledNames_AreKnownAndNotUsed()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "config.yaml"), "plugins:\n  disabled: [A]\n", Token);
        ProviderPluginManager manager = Open(builder => builder.AddProvider(new GreetingPlugin("a")));

        Assert.Equal(ProviderStatus.Disabled, manager.GetProvider("a").Status);
        await Assert.ThrowsAsync<PluginException>(async () => await manager.Factory.RentAsync("a", null, Token));
        Assert.Equal(ProviderLifeCycleStep.Disabled, Assert.Single(await manager.LoadAllAsync(Token)).Step);
    }

    [Fact]
    public async Task Configuration_PluginsDisabled_NoneIsDiscovered()
    {
        Directory.CreateDirectory(Path.Combine(folder, "plugins", "x"));
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins", "x", "x.dll"), "no assembly", Token);
        Assert.Single(Open().ListProviders(), info => info.Status == ProviderStatus.Broken);

        await File.WriteAllTextAsync(Path.Combine(folder, "config.yaml"), "plugins:\n  enabled: false\n", Token);

        Assert.Empty(Open().ListProviders());
    }

    [Fact]
    public void GetProvider_RequiredToolNotOnPath_SaysSo()
    {
        ProviderPluginManager manager = Open(builder => builder.AddProvider(new GreetingPlugin("a") { RequiresCli = "no-such-tool-anywhere" }));

        ProviderPluginInfo info = manager.GetProvider("a");

        Assert.Equal((ProviderStatus.NeedsConfiguration, "no-such-tool-anywhere is not on PATH"), (info.Status, info.Problem));
    }

    [Fact]
    public void GetProvider_Registered_InfoSaysWhatIsKnown()
    {
        ProviderPluginManager manager = Open();
        manager.RegisterProvider(new GreetingPlugin("a") { RequiresCli = "sh" });

        ProviderPluginInfo info = manager.GetProvider("a");

        Assert.Equal(("a", "1.0.0", "sh"), (info.Name, info.Metadata!.Version, info.Metadata.RequiresCli));
        Assert.Equal(typeof(IAgentProvider), manager.Factory.GetProviderType("a"));
        Assert.Equal(("salutation", "Hello"), (Assert.Single(info.Metadata.Options).Name, info.Metadata.Options[0].Default));
        Assert.Empty(info.Metadata.SupportedModels);
        Assert.Null(info.Problem);
        Assert.Throws<ProviderNotFoundException>(() => manager.GetProvider("b"));
    }

    private static async Task<IAgentProvider> RentAsync(ProviderPluginManager manager)
    {
        await using ProviderLease lease = await manager.Factory.RentAsync("a", null, Token);
        return lease.Provider;
    }

    private ProviderPluginManager Open(Action<GaoDevBuilder>? providers = null, Action<ProviderLifeCycleEvent>? callback = null) =>
        ProviderPluginManager.Open(new() { HomeDirectory = folder, Providers = providers ?? (static _ => { }), LifeCycleCallback = callback ?? events.Add });
}
