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

    [Fact]
    public async Task CreateAsync_InitializeThrowsAnything_InitializationErrorKeepsTheCause()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("a") { InitializationFailure = new InvalidOperationException("no luck") }));

        ProviderInitializationException exception = await Assert.ThrowsAsync<ProviderInitializationException>(async () => await factory.CreateAsync("a", TestContext.Current.CancellationToken));

        Assert.Equal("'a' could not be made ready: no luck", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
    }

    [Fact]
    public async Task CreateAsync_PluginThrowsWhenLoaded_InitializationErrorAndNothingIsMade()
    {
        GreetingPlugin plugin = new("a") { LoadFailure = new InvalidOperationException("no luck") };
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(plugin));

        await Assert.ThrowsAsync<ProviderInitializationException>(async () => await factory.CreateAsync("a", TestContext.Current.CancellationToken));

        Assert.Equal(0, plugin.Made);
    }

    [Fact]
    public async Task CreateAsync_LazyPluginIsNoProvider_RegistrationErrorNamesTheClass()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider("a", () => new GreetingPlugin("a") { ProviderType = typeof(string) }));

        ProviderRegistrationException exception = await Assert.ThrowsAsync<ProviderRegistrationException>(async () => await factory.CreateAsync("a", TestContext.Current.CancellationToken));

        Assert.Contains("System.String", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RegisterProvider_AbstractClass_Refused() =>
        Assert.Throws<ProviderRegistrationException>(() => ProviderFactory.Create(_ => { }).RegisterProvider(new GreetingPlugin("a") { ProviderType = typeof(AbstractProvider) }));

    [Fact]
    public async Task AddProvider_AnotherName_IsFoundUnderIt()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider("mine", () => new GreetingPlugin("greeting")));

        Assert.Equal("mine", factory.GetMetadata("MINE").Name);
        await using IAgentProvider provider = await factory.CreateAsync("mine", TestContext.Current.CancellationToken);
        Assert.Equal("Hello, you", await GreetingPlugin.AnswerAsync(provider, "you"));
    }

    [Fact]
    public async Task UnregisterProviderAsync_UnloadThrows_GoneAllTheSame()
    {
        GreetingPlugin plugin = new("a") { UnloadFailure = new InvalidOperationException("no") };
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(plugin));
        await using (await factory.CreateAsync("a", TestContext.Current.CancellationToken))
        {
        }

        Assert.True(await factory.UnregisterProviderAsync("a", TestContext.Current.CancellationToken));

        Assert.False(factory.ProviderExists("a"));
    }

    [Fact]
    public void ListProviders_RegisteredInAnyOrder_SortedAndFoundInAnyCase()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new GreetingPlugin("c")).AddProvider(new GreetingPlugin("a-b")));
        factory.RegisterProvider(new GreetingPlugin("a"));

        Assert.Equal(["a", "a-b", "c"], factory.ListProviders());
        Assert.True(factory.ProviderExists("A-B"));
        Assert.False(factory.ProviderExists("b"));
    }

    [Fact]
    public void GetProviderType_UnknownName_NotFound() =>
        Assert.Throws<ProviderNotFoundException>(() => ProviderFactory.Create(_ => { }).GetProviderType("a"));

    [Fact]
    public void ProviderNotFound_Retryable_No()
    {
        ProviderNotFoundException exception = Assert.Throws<ProviderNotFoundException>(() => ProviderFactory.Create(_ => { }).GetMetadata("a"));

        Assert.Equal("a", exception.ProviderName);
        Assert.False(exception.IsRetryable);
    }

    [Fact]
    public void GetConfigurationSchema_Options_AreJsonSchema()
    {
        GreetingPlugin plugin = new("a")
        {
            Options =
            [
                new() { Name = "api_key", IsRequired = true, IsSecret = true, Environment = "A_KEY", Description = "The key" },
                new() { Name = "size", Type = ProviderOptionType.Integer, Default = "3", AllowedValues = ["3", "5"] },
                new() { Name = "endpoint", Type = ProviderOptionType.Uri },
            ],
        };

        string schema = ProviderFactory.Create(builder => builder.AddProvider(plugin)).GetConfigurationSchema("A").ToJsonString();

        Assert.Equal(
            """{"additionalProperties":false,"properties":{"api_key":{"description":"The key","type":"string","writeOnly":true,"x-environment":"A_KEY"},"endpoint":{"format":"uri","type":"string"},"size":{"default":3,"enum":[3,5],"type":"integer"}},"required":["api_key"],"type":"object"}""",
            schema);
    }

    [Fact]
    public async Task CreateAsync_SecretSetting_IsNeitherLoggedNorShown()
    {
        List<string> lines = [];
        using Microsoft.Extensions.Logging.ILoggerFactory loggers = new ListLoggerFactory(lines);
        GreetingPlugin plugin = new("a") { Options = [new() { Name = "salutation", Default = "Hi" }, new() { Name = "api_key", IsSecret = true }] };
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(plugin), loggers);
        ProviderConfiguration settings = new([new("api_key", "top-secret")], ["api_key"]);

        await using IAgentProvider provider = await factory.CreateAsync("a", settings, TestContext.Current.CancellationToken);

        Assert.Contains(lines, line => line.Contains("api_key=***", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("top-secret", StringComparison.Ordinal));
        Assert.DoesNotContain("top-secret", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_ThenCreateThenExecute_StreamsTheTasksText()
    {
        ProviderFactory factory = ProviderFactory.Create(_ => { });
        factory.RegisterProvider(new GreetingPlugin("greeting"));

        await using IAgentProvider provider = await factory.CreateAsync("greeting", TestContext.Current.CancellationToken);

        Assert.Equal("Hello, world", await GreetingPlugin.AnswerAsync(provider, "world"));
    }

    private abstract class AbstractProvider : IAgentProvider
    {
        public abstract string Name { get; }

        public abstract string Version { get; }

        public abstract IReadOnlyList<string> SupportedModels { get; }

        public abstract bool SupportsTool(string toolName);

        public abstract ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken);

        public abstract IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken);
    }
}
