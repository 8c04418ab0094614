using System.Text;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators;

/// <summary>
/// Writes, for each class with <c>[ProviderPlugin]</c>, the entry type, the assembly's manifest attribute and, in a
/// partial class, the members that the attribute already states. A class that the analyzers refuse is left out. In an
/// application that hosts providers it writes <c>AddReferencedProviders()</c> too: one generator, so that the source is
/// looked through once.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PluginGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<PluginModel> plugins = ProviderPipeline.Create(context);
        context.RegisterSourceOutput(plugins, static (output, plugin) =>
            output.AddSource(plugin.EntryName + ".g.cs", SourceText.From(PluginSource.Write(plugin), Encoding.UTF8)));
        HostPipeline.Register(context, plugins);
    }
}
