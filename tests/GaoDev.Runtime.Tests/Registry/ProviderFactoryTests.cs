using GaoDev.Plugins;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GaoDev.Runtime.Tests.Registry;

public sealed class ProviderFactoryTests
{
    [Fact]
    public async Task CreateAsync_NameInAnyCase_SameProvider()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("greeting")));

        await using IAgentProvider provider = await factory.CreateAsync("GREETING", TestContext.Current.CancellationToken);

        Assert.Equal("greeting", provider.Name);
        Assert.True(factory.ProviderExists("Greeting"));
    }

    [Fact]
    public async Task CreateAsync_ConfigurationGiven_ReachesTheProvider()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("greeting")));

        await using IAgentProvider provider = await factory.CreateAsync("greeting", new ProviderConfiguration([new("salutation", "Moin")]), TestContext.Current.CancellationToken);

        Assert.Equal("Moin, you", await GreetingPlugin.AnswerAsync(provider, "you"));
    }

    [Fact]
    public async Task CreateAsync_UnknownName_NotFoundNamesItAndTheAlternatives()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("b")).AddProvider(new GreetingPlugin("a")));

        ProviderNotFoundException exception = await Assert.ThrowsAsync<ProviderNotFoundException>(async () => await factory.CreateAsync("c", TestContext.Current.CancellationToken));

        Assert.Equal("There is no provider 'c'. Available: a, b.", exception.Message);
    }

    [Fact]
    public async Task CreateAsync_ConstructorThrows_CreationErrorKeepsTheCause()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("broken") { Failure = new InvalidOperationException("no luck") }));

        ProviderCreationException exception = await Assert.ThrowsAsync<ProviderCreationException>(async () => await factory.CreateAsync("broken", TestContext.Current.CancellationToken));

        Assert.Equal("Failed to create provider 'broken': no luck", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
    }

    [Fact]
    public void RegisterProvider_Duplicate_RefusedUnlessOverridden()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("a")));

        Assert.Throws<DuplicateProviderException>(() => factory.RegisterProvider(new GreetingPlugin("A".ToLowerInvariant())));
        factory.RegisterProvider(new GreetingPlugin("a") { ProviderVersion = "2.0.0" }, allowOverride: true);

        Assert.Equal("2.0.0", factory.GetMetadata("a").Version);
    }

    [Fact]
    public void RegisterProvider_NotAnAgentProvider_RegistrationErrorNamesTheClass()
    {
        ProviderFactory factory = ProviderFactory.Create(_ => { });

        ProviderRegistrationException exception = Assert.Throws<ProviderRegistrationException>(() => factory.RegisterProvider(new GreetingPlugin("a") { ProviderType = typeof(string) }));

        Assert.Contains("System.String", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("1a")]
    public void RegisterProvider_NameNotKebabCase_Refused(string name) =>
        Assert.Throws<ProviderRegistrationException>(() => ProviderFactory.Create(_ => { }).RegisterProvider(new GreetingPlugin(name)));

    [Fact]
    public async Task UnregisterProviderAsync_Registered_UnloadedAndFreeAgain()
    {
        GreetingPlugin plugin = new("a");
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(plugin));
        await using (await factory.CreateAsync("a", TestContext.Current.CancellationToken))
        {
        }

        Assert.True(await factory.UnregisterProviderAsync("A", TestContext.Current.CancellationToken));

        Assert.Equal((1, 1), (plugin.Loaded, plugin.Unloaded));
        Assert.Empty(factory.ListProviders());
        Assert.False(await factory.UnregisterProviderAsync("a", TestContext.Current.CancellationToken));
        factory.RegisterProvider(new GreetingPlugin("a"));
    }

    [Fact]
    public async Task CreateAsync_ManyAtOnce_PluginIsLoadedOnce()
    {
        GreetingPlugin plugin = new("a");
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider("a", () => plugin));

        await Parallel.ForEachAsync(Enumerable.Range(0, 64), TestContext.Current.CancellationToken, async (_, cancellationToken) =>
        {
            await using IAgentProvider provider = await factory.CreateAsync("a", cancellationToken);
        });

        Assert.Equal(1, plugin.Loaded);
    }

    [Fact]
    public void AddProvider_Lazily_NothingIsMadeUntilItIsAskedFor()
    {
        int made = 0;
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider("a", () =>
        {
            made++;
            return new GreetingPlugin("a");
        }));

        Assert.Equal(["a"], factory.ListProviders());
        Assert.Equal(0, made);
        Assert.Equal(typeof(IAgentProvider), factory.GetProviderType("a"));
        Assert.Equal(1, made);
    }

    [Fact]
    public void AddGaoDev_TwoProvidersOfOneName_DuplicateIsSaid()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddGaoDev(gaodev => gaodev.AddProvider(new GreetingPlugin("a")).AddProvider(new GreetingPlugin("a")))
            .BuildServiceProvider();

        Assert.Throws<DuplicateProviderException>(services.GetRequiredService<ProviderFactory>);
    }

    [Fact]
    public async Task CreateAsync_InitializeThrows_ProviderIsDisposed()
    {
        GreetingPlugin plugin = new("a") { InitializationFailure = new ProviderInitializationException("not today", "a") };
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(plugin));

        await Assert.ThrowsAsync<ProviderInitializationException>(async () => await factory.CreateAsync("a", TestContext.Current.CancellationToken));

        Assert.Equal(1, plugin.Disposed);
    }
}
