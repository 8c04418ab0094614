using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Generators;

/// <summary>The part that both generators share: from annotated classes to models with unique entry types.</summary>
internal static class ProviderPipeline
{
    public static IncrementalValuesProvider<PluginModel> Create(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ProviderClassModel> classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ContractTypes.ProviderPluginAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (hit, _) => ProviderClassParser.Parse(hit))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
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
