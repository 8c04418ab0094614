using GaoDev.Permissions;

namespace GaoDev.Providers.BuiltIn.OpenAI;

/// <summary>OpenAI's chat completions, and every endpoint that is compatible with them. Safe for concurrent use.</summary>
[ProviderPlugin("openai", Description = "OpenAI's models, and those of every compatible endpoint", Author = "The GaoDev authors")]
[ProviderOption("api_key", Environment = "OPENAI_API_KEY", Required = true, Secret = true, Description = "Key from platform.openai.com, or whatever the endpoint takes")]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Environment = "OPENAI_BASE_URL", Default = "https://api.openai.com/v1", Description = "Address of the endpoint, up to and including the version")]
[ProviderOption("default_model", Environment = "OPENAI_MODEL", Default = "gpt-4.1-mini", Description = "Model of tasks that name none")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 600, Description = "Seconds that a task may take where the task does not say")]
[NetworkAccess("{base_url}", Reason = "calls the model")]
public sealed partial class OpenAIProvider(ProviderContext context) : CompatibleProvider(context)
{
    private protected override bool RequiresKey => true;
}
