using GaoDev.Plugins.Activation;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Host.Tests.Activation;

public sealed class PluginActivatorTests : IDisposable
{
    private readonly HttpClient http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Activate_Plugin_MakesItsProvider()
    {
        await using ActivatedPlugin plugin = await PluginActivator.ActivateAsync(
            BuiltFixtures.Assets("Fixtures.Echo"), "Fixtures.Echo.EchoPlugin", "ECHO", Context(), isCollectible: true, Token);

        Assert.Equal("echo", plugin.Provider.Name);
        Assert.Equal("1.2.3", plugin.Plugin.Version);
        Assert.Equal(["greeting=hello, key=***", "/"], await plugin.Provider.LinesAsync("configuration", Token));
    }

    [Theory]
    [InlineData("Fixtures.Misbehaving.Missing", "has no type")]
    [InlineData("Fixtures.Misbehaving.NotAPlugin", "is not a public class")]
    [InlineData("Fixtures.Misbehaving.HiddenPlugin", "is not a public class")]
    [InlineData("not a type name[", "cannot be loaded")]
    public async Task Activate_EntryTypeThatIsNone_NamesIt(string entryType, string reason)
    {
        PluginException exception = await Assert.ThrowsAsync<PluginException>(async () => await PluginActivator.ActivateAsync(
            BuiltFixtures.Assets("Fixtures.Misbehaving"), entryType, "misbehaving", Context(), isCollectible: true, Token));

        Assert.Equal((PluginErrorCode.LoadFailed, "misbehaving"), (exception.Code, exception.Plugin));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_ConstructorThatThrows_KeepsTheCause()
    {
        ProviderConfiguration configuration = new([KeyValuePair.Create("constructor", "throw")]);

        ProviderCreationException exception = await Assert.ThrowsAsync<ProviderCreationException>(async () => await PluginActivator.ActivateAsync(
            BuiltFixtures.Assets("Fixtures.Misbehaving"), "Fixtures.Misbehaving.MisbehavingPlugin", "misbehaving", Context(configuration), isCollectible: true, Token));

        Assert.Equal("Failed to create provider 'misbehaving': no provider today", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
    }

    private ProviderContext Context(ProviderConfiguration? configuration = null) => new(
        configuration ?? new ProviderConfiguration([KeyValuePair.Create("key", "s3cret")], ["key"]), http, NullLogger.Instance, TimeProvider.System, "/");
}
