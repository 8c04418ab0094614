namespace GaoDev.Providers.AzureOpenAI;
public sealed partial class AzureOpenAIProvider
{
    /// <inheritdoc/>
    public string Name => "azure-openai";
    /// <inheritdoc/>
    public string Version => "1.0.0";
    /// <inheritdoc/>
    public IReadOnlyList<string> SupportedModels { get; } = ["gpt-4", "gpt-4-turbo", "gpt-35-turbo"];
}
