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
        // The one step that runs at every keystroke. Each further one would cost as much as looking through the edited
        // file, and one with many values looks at all of them whenever it is collected, also where none changed.
        IncrementalValueProvider<ProjectOutline> outline = context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (project, cancellationToken) => ProjectOutline.Of(project.Left, project.Right.GlobalOptions, cancellationToken))
            .WithTrackingName(TrackingNames.Outline);

        IncrementalValuesProvider<OutputFile> files = outline
            .SelectMany(static (project, _) => OutputFiles.Arrange(project))
            .WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(files, static (output, file) => output.AddSource(
            file.Name,
            SourceText.From(file.Registered is { } registered ? HostSource.Write(registered) : PluginSource.Write(file.Plugins), Encoding.UTF8)));
    }
}
