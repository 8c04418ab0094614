using GaoDev.Plugins;
using GaoDev.Providers;

[assembly: ProviderManifest("1.0", "Fixtures.OpenAIOld.OpenAIOldPlugin", """{"name":"openai-old","version":"1.0.0"}""")]

namespace Fixtures.OpenAIOld;

public sealed class OpenAIOldPlugin : BaseProviderPlugin
{
    public override Type GetProviderType() => typeof(VersionProvider);

    public override ProviderMetadata GetMetadata() => new() { Name = "openai-old", Version = "1.0.0" };

    public override IAgentProvider CreateProvider(ProviderContext context) => new VersionProvider("openai-old", Report);

    private static IEnumerable<string> Report()
    {
        // Making a client runs code of the version that is reported.
        OpenAI.OpenAIClient client = new(new System.ClientModel.ApiKeyCredential("none"));
        yield return VersionProvider.Describe(client.GetType());
        yield return VersionProvider.Describe(typeof(Azure.AI.OpenAI.AzureOpenAIClient));
    }
}
