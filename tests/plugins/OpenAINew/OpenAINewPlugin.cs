using GaoDev.Plugins;
using GaoDev.Providers;

[assembly: ProviderManifest("1.0", "Fixtures.OpenAINew.OpenAINewPlugin", """{"name":"openai-new","version":"1.0.0"}""")]

namespace Fixtures.OpenAINew;

public sealed class OpenAINewPlugin : BaseProviderPlugin
{
    public override Type GetProviderType() => typeof(VersionProvider);

    public override ProviderMetadata GetMetadata() => new() { Name = "openai-new", Version = "1.0.0" };

    public override IAgentProvider CreateProvider(ProviderContext context) => new VersionProvider("openai-new", Report);

    private static IEnumerable<string> Report()
    {
        // Making a client runs code of the version that is reported.
        OpenAI.OpenAIClient client = new(new System.ClientModel.ApiKeyCredential("none"));
        yield return VersionProvider.Describe(client.GetType());
    }
}
