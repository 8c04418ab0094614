using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using GaoDev.Generators.Scanning;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators;

/// <summary>The part that both generators share: from annotated classes to models with unique entry types.</summary>
internal static class ProviderPipeline
{
    public static IncrementalValuesProvider<PluginModel> Create(IncrementalGeneratorInitializationContext context)
    {
        // ForAttributeWithMetadataName binds every class that it found again whenever anything was typed. Here nothing
        // is bound before something outside of bodies is another, and then only what depends on it.
        IncrementalValueProvider<ProjectOutline> outline = context.CompilationProvider
            .SelectMany(static (compilation, cancellationToken) => TreeSketch.OfAll(compilation, cancellationToken))
            .WithTrackingName(TrackingNames.Sketches)
            .Collect()
            .Select(static (sketches, _) => new ProjectOutline(sketches))
            .WithTrackingName(TrackingNames.Outline);

        IncrementalValuesProvider<ProviderClassModel> classes = outline.Combine(context.CompilationProvider)
            .Select(static (pair, cancellationToken) => ProviderScan.Find(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(TrackingNames.Scan)
            .SelectMany(static (found, _) => found)
            .WithTrackingName(TrackingNames.Classes);

        IncrementalValueProvider<ProjectModel> project = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => ProjectParser.Parse(pair.Left, pair.Right.GlobalOptions))
            .WithTrackingName(TrackingNames.Project);

        IncrementalValueProvider<EquatableArray<string>> sharedNames = classes
            .Collect()
            .Select(static (all, _) => EntryNames.FindShared(all))
            .WithTrackingName(TrackingNames.SharedNames);

        return classes.Combine(project).Combine(sharedNames)
            .Select(static (all, _) => EntryNames.Assign(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.Plugins);
    }
}
