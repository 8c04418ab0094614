namespace GaoDev.Providers.BuiltIn.OpenAI;

public sealed partial class OpenAIProvider
{
    /// <inheritdoc/>
    public override string Name => "openai";

    /// <inheritdoc/>
    public override string Version => "0.1.0";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SupportedModels => [];
}
