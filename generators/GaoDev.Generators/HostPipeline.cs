using System.Collections.Immutable;
using System.Text;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using GaoDev.Generators.Scanning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators;

/// <summary>
/// Writes <c>AddReferencedProviders()</c> in an application that uses GaoDev.Runtime: a direct call for each provider
/// of the application itself, and of the referenced assemblies as far as its policy takes them.
/// </summary>
internal static class HostPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ProjectOutline> outline, IncrementalValuesProvider<PluginModel> plugins)
    {
        IncrementalValueProvider<HostPolicy?> policy = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => HostPolicy.Parse(options.GlobalOptions))
            .WithTrackingName(TrackingNames.HostPolicy);

        // Generators do not see each other's output, so the application's own providers come from its source.
        IncrementalValuesProvider<HostEntry> own = plugins
            .Select(static (plugin, _) => new HostEntry(plugin.Class.Facts.Name, plugin.EntryType))
            .WithTrackingName(TrackingNames.OwnProviders);

        // Not by MetadataReferencesProvider: that one looks at every reference again at each keystroke, in every project.
        IncrementalValueProvider<EquatableArray<ReferencedAssembly>> references = outline.Combine(policy).Combine(context.CompilationProvider)
            .Select(static (all, cancellationToken) => all.Left.Right is null ? default : all.Left.Left.References(all.Right, cancellationToken))
            .WithTrackingName(TrackingNames.ReferencedAssemblies);

        IncrementalValueProvider<EquatableArray<HostEntry>?> host = own.Collect().Combine(references).Combine(policy)
            .Select(static (all, _) => Merge(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.HostProviders);

        context.RegisterSourceOutput(host, static (output, entries) =>
        {
            if (entries is { } list)
            {
                output.AddSource(HostSource.FileName, SourceText.From(HostSource.Write(list), Encoding.UTF8));
            }
        });
    }

    /// <summary>What is registered, in order, or null where there is nothing to register with.</summary>
    private static EquatableArray<HostEntry>? Merge(ImmutableArray<HostEntry> own, EquatableArray<ReferencedAssembly> references, HostPolicy? policy) =>
        policy is null || !references.Any(static assembly => assembly is { Name: HostOptions.RuntimeAssembly, IsAliased: false }) ? null : new EquatableArray<HostEntry>(
            own.Concat(
                from assembly in references
                from provider in assembly.Providers
                where HostPolicy.Registers(policy.Judge(assembly, provider))
                select new HostEntry(provider.Name, provider.EntryType))
            .Distinct()
            .OrderBy(static entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(static entry => entry.EntryType, StringComparer.Ordinal));
}
