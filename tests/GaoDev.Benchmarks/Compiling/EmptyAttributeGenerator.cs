using Microsoft.CodeAnalysis;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>The limit: looks for the attribute as the compiler offers it, and takes nothing that it finds.</summary>
internal sealed class EmptyAttributeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName("GaoDev.Providers.ProviderPluginAttribute", static (_, _) => false, static (_, _) => 0),
        static (_, _) => { });
}
