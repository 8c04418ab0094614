using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using GaoDev.Generators.Scanning;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators;

/// <summary>From annotated classes to models with unique entry types.</summary>
internal static class ProviderPipeline
{
    /// <summary>
    /// The source without bodies. <c>ForAttributeWithMetadataName</c> binds every class that it found again whenever
    /// anything was typed; here nothing is bound before something outside of bodies is another.
    /// </summary>
    public static IncrementalValueProvider<ProjectOutline> Outline(IncrementalGeneratorInitializationContext context) => context.CompilationProvider
        .Select(static (compilation, cancellationToken) => ProjectOutline.Of(compilation, cancellationToken))
        .WithTrackingName(TrackingNames.Outline);

    public static IncrementalValuesProvider<PluginModel> Create(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ProjectOutline> outline)
    {
        IncrementalValuesProvider<ProviderClassModel> classes = outline.Combine(context.CompilationProvider)
            .Select(static (pair, cancellationToken) => pair.Left.Providers(pair.Right, cancellationToken))
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
