using GaoDev.Plugins;
using GaoDev.Providers;
using GaoDev.Runtime.Registry;

namespace GaoDev.Runtime.Tests.Registry;

public sealed class ProviderCacheTests
{
    private readonly ManualTime time = new();
    private readonly GreetingPlugin plugin = new("greeting");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RentAsync_SameNameAndSettingsTwice_SameInstance()
    {
        ProviderFactory factory = NewFactory();

        await using ProviderLease first = await factory.RentAsync("greeting", Salutation("Moin"), Token);
        await using ProviderLease second = await factory.RentAsync("GREETING", Salutation("Moin"), Token);
        await using ProviderLease other = await factory.RentAsync("greeting", Salutation("Hej"), Token);

        Assert.Same(first.Provider, second.Provider);
        Assert.NotSame(first.Provider, other.Provider);
        Assert.Equal(2, factory.GetCacheStatistics().Providers);
    }

    [Fact]
    public async Task RentAsync_TwentySettings_NoMoreThanTenAreKeptAndTheRestDisposed()
    {
        ProviderFactory factory = NewFactory();

        for (int i = 0; i < 20; i++)
        {
            await (await factory.RentAsync("greeting", Salutation($"{i}"), Token)).DisposeAsync();
        }

        Assert.Equal(10, factory.GetCacheStatistics().Providers);
        Assert.Equal(10, plugin.Disposed);
    }

    [Fact]
    public async Task RentAsync_HundredSettingsAtOnce_StaysBoundedAndEachWorksUntilItIsGivenBack()
    {
        ProviderFactory factory = NewFactory();

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (i, cancellationToken) =>
        {
            await using ProviderLease lease = await factory.RentAsync("greeting", Salutation($"{i}"), cancellationToken);
            Assert.Equal($"{i}, you", await GreetingPlugin.AnswerAsync(lease.Provider, "you"));
            Assert.False(((IDisposalAware)lease.Provider).IsDisposed);
        });

        Assert.Equal(10, factory.GetCacheStatistics().Providers);
        Assert.Equal(90, plugin.Disposed);
    }

    [Fact]
    public async Task RentAsync_ManyAtOnceForOneName_OneInstanceIsMade()
    {
        ProviderFactory factory = NewFactory();

        ProviderLease[] leases = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => factory.RentAsync("greeting", null, Token).AsTask())));

        Assert.Single(leases.Select(lease => lease.Provider).Distinct());
        Assert.Equal(1, plugin.Made);
    }

    [Fact]
    public async Task RentAsync_Full_LeastRecentlyUsedGoes()
    {
        ProviderFactory factory = NewFactory(new ProviderCacheOptions { Capacity = 2 });
        IAgentProvider oldest = await RentAndReturnAsync(factory, "a");
        IAgentProvider second = await RentAndReturnAsync(factory, "b");
        await RentAndReturnAsync(factory, "a");

        await RentAndReturnAsync(factory, "c");

        Assert.Same(oldest, await RentAndReturnAsync(factory, "a"));
        Assert.True(((IDisposalAware)second).IsDisposed);
    }

    [Fact]
    public async Task RentAsync_LifetimePassed_NewInstanceAndUsesDoNotExtendIt()
    {
        ProviderFactory factory = NewFactory();
        IAgentProvider first = await RentAndReturnAsync(factory, "a");
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Same(first, await RentAndReturnAsync(factory, "a"));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotSame(first, await RentAndReturnAsync(factory, "a"));
        Assert.True(((IDisposalAware)first).IsDisposed);
    }

    [Fact]
    public async Task RentAsync_EvictedWhileLent_IsDisposedWhenItComesBack()
    {
        ProviderFactory factory = NewFactory(new ProviderCacheOptions { Capacity = 1 });
        ProviderLease lent = await factory.RentAsync("greeting", Salutation("a"), Token);

        await RentAndReturnAsync(factory, "b");

        Assert.Equal("a, you", await GreetingPlugin.AnswerAsync(lent.Provider, "you"));
        Assert.False(((IDisposalAware)lent.Provider).IsDisposed);
        await lent.DisposeAsync();
        await lent.DisposeAsync();
        Assert.Equal(1, plugin.Disposed);
    }

    [Fact]
    public async Task RentAsync_CreationFails_IsNotKeptAndTriedAgain()
    {
        int attempts = 0;
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("a") { Creating = () => attempts++ == 0 ? throw new InvalidOperationException("first") : 0 }));

        await Assert.ThrowsAsync<ProviderCreationException>(async () => await factory.RentAsync("a", null, Token));

        Assert.Equal(0, factory.GetCacheStatistics().Providers);
        await using ProviderLease lease = await factory.RentAsync("a", null, Token);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task ClearCacheAsync_SomethingKept_BothSizesAreZeroAndInstancesDisposed()
    {
        ProviderFactory factory = NewFactory();
        Assert.Equal("any-model", await factory.TranslateModelNameAsync("greeting", "any-model", Token));
        Assert.Equal(new ProviderCacheStatistics(1, 1), factory.GetCacheStatistics());

        await factory.ClearCacheAsync();

        Assert.Equal(new ProviderCacheStatistics(0, 0), factory.GetCacheStatistics());
        Assert.Equal(1, plugin.Disposed);
    }

    [Fact]
    public async Task UnregisterProviderAsync_InstancesKept_AreDisposedBeforeThePluginIsUnloaded()
    {
        ProviderFactory factory = NewFactory();
        IAgentProvider kept = await RentAndReturnAsync(factory, "a");

        await factory.UnregisterProviderAsync("greeting", Token);

        Assert.True(((IDisposalAware)kept).IsDisposed);
        Assert.Equal((1, 1), (plugin.Disposed, plugin.Unloaded));
        Assert.Equal(0, factory.GetCacheStatistics().Providers);
    }

    [Fact]
    public async Task UnregisterProviderAsync_InstanceLent_PluginIsUnloadedWhenItComesBack()
    {
        ProviderFactory factory = NewFactory();
        ProviderLease lent = await factory.RentAsync("greeting", null, Token);

        Assert.True(await factory.UnregisterProviderAsync("greeting", Token));
        Assert.Equal((0, 0), (plugin.Disposed, plugin.Unloaded));

        await lent.DisposeAsync();
        await plugin.UnloadedOnce.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((1, 1), (plugin.Disposed, plugin.Unloaded));
    }

    [Fact]
    public async Task RegisterProvider_Override_NoStaleInstanceIsLent()
    {
        ProviderFactory factory = NewFactory();
        IAgentProvider old = await RentAndReturnAsync(factory, "a");

        factory.RegisterProvider(new GreetingPlugin("greeting") { ProviderVersion = "2.0.0" }, allowOverride: true);

        Assert.Equal("2.0.0", (await RentAndReturnAsync(factory, "a")).Version);
        Assert.True(((IDisposalAware)old).IsDisposed);
    }

    [Fact]
    public async Task TranslateModelNameAsync_Repeated_ProviderIsAskedOnce()
    {
        ProviderFactory factory = NewFactory();

        await factory.TranslateModelNameAsync("greeting", "m", Token);
        await factory.TranslateModelNameAsync("Greeting", "m", Token);

        Assert.Equal(1, plugin.Translated);
    }

    [Fact]
    public async Task TranslateModelNameAsync_EverNewNames_StaysBounded()
    {
        ProviderFactory factory = NewFactory(new ProviderCacheOptions { ModelNames = 8 });

        for (int i = 0; i < 100; i++)
        {
            await factory.TranslateModelNameAsync("greeting", $"m{i}", Token);
        }

        Assert.InRange(factory.GetCacheStatistics().ModelNames, 1, 8);
    }

    [Fact]
    public void ConfigurationKey_NoSettings_IsDefault() => Assert.Equal("default", ConfigurationKey.Of(ProviderConfiguration.Empty));

    [Fact]
    public void ConfigurationKey_OrderAndCaseOfNames_DoNotMatter()
    {
        string key = ConfigurationKey.Of(new([new("a", "1"), new("b", "2")]));

        Assert.Equal(key, ConfigurationKey.Of(new([new("B", "2"), new("A", "1")])));
        Assert.Equal(16, key.Length);
        Assert.Matches("^[0-9a-f]{16}$", key);
    }

    [Theory]
    [InlineData("a", "1", "a", "2")]
    [InlineData("a", "1", "b", "1")]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("api_key", "secret-one", "api_key", "secret-two")]
    public void ConfigurationKey_OtherNameOrValue_OtherKey(string name, string value, string otherName, string otherValue) =>
        Assert.NotEqual(ConfigurationKey.Of(new([new(name, value)])), ConfigurationKey.Of(new([new(otherName, otherValue)])));

    private static ProviderConfiguration Salutation(string text) => new([new("salutation", text)]);

    private static async Task<IAgentProvider> RentAndReturnAsync(ProviderFactory factory, string salutation)
    {
        await using ProviderLease lease = await factory.RentAsync("greeting", Salutation(salutation), Token);
        return lease.Provider;
    }

    private ProviderFactory NewFactory(ProviderCacheOptions? options = null) =>
        ProviderFactory.Create(builder => builder.AddProvider(plugin), time: time, cache: options);
}
