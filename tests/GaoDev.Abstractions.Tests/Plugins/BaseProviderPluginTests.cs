using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Abstractions.Tests.Plugins;

public sealed class BaseProviderPluginTests
{
    [Fact]
    public void GetDefaultConfiguration_OptionsWithDefaults_DefaultsAndSecretsAreKnown()
    {
        ProviderConfiguration defaults = new Plugin().GetDefaultConfiguration();

        Assert.Equal("60", defaults.GetString("timeout"));
        Assert.Null(defaults.GetString("api_key"));
        Assert.True(defaults.IsSecret("api_key"));
    }

    [Fact]
    public void NameAndVersion_ComeFromTheMetadata()
    {
        Plugin plugin = new();

        Assert.Equal(("hand-written", "2.1.0"), (plugin.Name, plugin.Version));
    }

    private sealed class Plugin : BaseProviderPlugin
    {
        public override Type GetProviderType() => typeof(IAgentProvider);

        public override ProviderMetadata GetMetadata() => new()
        {
            Name = "hand-written",
            Version = "2.1.0",
            Options = [new() { Name = "api_key", IsSecret = true }, new() { Name = "timeout", Default = "60" }],
        };

        public override IAgentProvider CreateProvider(ProviderContext context) => throw new InvalidOperationException("Not asked for here.");
    }
}
