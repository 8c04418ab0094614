using GaoDev.Permissions;
using GaoDev.Providers.BuiltIn.OpenAI;

namespace GaoDev.Providers.BuiltIn.Ollama;

/// <summary>The models of an Ollama server, through the endpoint that is compatible with OpenAI's. Safe for concurrent use.</summary>
[ProviderPlugin("ollama", Description = "Models that Ollama serves, on this machine or another", Author = "The GaoDev authors")]
[ProviderOption("api_key", Environment = "OLLAMA_API_KEY", Secret = true, Description = "Key, where something in front of the server asks for one")]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Environment = "OLLAMA_BASE_URL", Default = "http://127.0.0.1:11434/v1", Description = "Address of the server, up to and including the version")]
[ProviderOption("default_model", Environment = "OLLAMA_MODEL", Default = "llama3.2", Description = "Model of tasks that name none")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 3600, Description = "Seconds that a task may take where the task does not say")]
[NetworkAccess("{base_url}", Reason = "calls the model")]
public sealed partial class OllamaProvider(ProviderContext context) : CompatibleProvider(context)
{
    private protected override bool RequiresKey => false;
}
