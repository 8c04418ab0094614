using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Examples.Hosting;

/// <summary>What the generator writes for an annotated class, written by hand: for a provider that is put together at run time.</summary>
internal sealed class ShoutPlugin(string punctuation) : BaseProviderPlugin
{
    public override Type GetProviderType() => typeof(ShoutProvider);

    public override ProviderMetadata GetMetadata() => new()
    {
        Name = "shout",
        Version = "1.0.0",
        Description = "Answers with the prompt in capitals",
        Options = [new ProviderOptionMetadata { Name = "punctuation", Default = punctuation, Description = "What the answer ends with" }],
    };

    public override IAgentProvider CreateProvider(ProviderContext context) => new ShoutProvider(context.Configuration.GetRequiredString("punctuation"));
}
