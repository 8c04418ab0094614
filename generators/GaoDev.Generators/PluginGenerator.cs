using System.Text;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using GaoDev.Generators.Scanning;
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
        IncrementalValueProvider<ProjectOutline> outline = ProviderPipeline.Outline(context);
        IncrementalValuesProvider<PluginModel> plugins = ProviderPipeline.Create(context, outline);
        IncrementalValuesProvider<PluginFile> files = plugins.Collect()
            .SelectMany(static (all, _) => PluginFiles.Arrange(all))
            .WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(file.Name, SourceText.From(PluginSource.Write(file.Plugins), Encoding.UTF8)));
        HostPipeline.Register(context, outline, plugins);
    }
}
