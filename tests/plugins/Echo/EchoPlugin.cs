using GaoDev.Plugins;
using GaoDev.Providers;

[assembly: ProviderManifest("1.0", "Fixtures.Echo.EchoPlugin", """{"models":["echo-large","echo-small"],"name":"echo","options":{"additionalProperties":false,"properties":{"greeting":{"default":"hello","type":"string"},"key":{"type":"string","writeOnly":true}},"type":"object"},"permissions":[{"kind":"environment","reason":"tells what it was given","value":"FIXTURE_VARIABLE"}],"version":"1.2.3"}""")]

namespace Fixtures.Echo;

public sealed class EchoPlugin : BaseProviderPlugin
{
    public override Type GetProviderType() => typeof(EchoProvider);

    public override ProviderMetadata GetMetadata() => new()
    {
        Name = "echo",
        Version = "1.2.3",
        SupportedModels = EchoProvider.Models,
        Options =
        [
            new ProviderOptionMetadata { Name = "greeting", Default = "hello" },
            new ProviderOptionMetadata { Name = "key", IsSecret = true },
        ],
    };

    public override IAgentProvider CreateProvider(ProviderContext context) => new EchoProvider(context);
}
