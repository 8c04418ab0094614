using GaoDev.Plugins;
using GaoDev.Providers;

[assembly: ProviderManifest("1.0", "Fixtures.Clients.ClientsPlugin", """{"name":"clients","version":"1.0.0"}""")]

namespace Fixtures.Clients;

public sealed class ClientsPlugin : BaseProviderPlugin
{
    public override Type GetProviderType() => typeof(ClientsProvider);

    public override ProviderMetadata GetMetadata() => new() { Name = "clients", Version = "1.0.0" };

    public override IAgentProvider CreateProvider(ProviderContext context) => new ClientsProvider(context);
}
