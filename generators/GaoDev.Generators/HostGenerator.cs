using System.Text;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators;

/// <summary>
/// Writes <c>AddReferencedProviders()</c> in an application that uses GaoDev.Runtime: a direct call for each provider
/// of the application itself and of the assemblies that it references.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class HostGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> enabled = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => HostOptions.IsHost(options.GlobalOptions))
            .Combine(context.CompilationProvider.Select(static (compilation, _) => HostOptions.HasRuntime(compilation)))
            .Select(static (pair, _) => pair.Left && pair.Right)
            .WithTrackingName(TrackingNames.HostEnabled);

        // Generators do not see each other's output, so the application's own providers come from its source.
        IncrementalValuesProvider<HostEntry> own = ProviderPipeline.Create(context)
            .Select(static (plugin, _) => new HostEntry(plugin.Class.Facts.Name, plugin.EntryType))
            .WithTrackingName(TrackingNames.OwnProviders);

        IncrementalValueProvider<EquatableArray<HostEntry>> referenced = context.MetadataReferencesProvider
            .Combine(enabled)
            .Select(static (pair, cancellationToken) => pair.Right ? ReferenceReader.Read(pair.Left, cancellationToken) : default)
            .Where(static entries => entries.Count > 0)
            .WithTrackingName(TrackingNames.ReferencedAssemblies)
            .Collect()
            .Select(static (all, _) => Merge(all.SelectMany(static entries => entries)))
            .WithTrackingName(TrackingNames.ReferencedProviders);

        IncrementalValueProvider<EquatableArray<HostEntry>?> host = own.Collect().Combine(referenced).Combine(enabled)
            .Select(static (all, _) => all.Right ? Merge(all.Left.Left.Concat(all.Left.Right)) : (EquatableArray<HostEntry>?)null)
            .WithTrackingName(TrackingNames.HostProviders);

        context.RegisterSourceOutput(host, static (output, entries) =>
        {
            if (entries is { } list)
            {
                output.AddSource(HostSource.FileName, SourceText.From(HostSource.Write(list), Encoding.UTF8));
            }
        });
    }

    private static EquatableArray<HostEntry> Merge(IEnumerable<HostEntry> entries) =>
        new(entries.Distinct()
            .OrderBy(static entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(static entry => entry.EntryType, StringComparer.Ordinal));
}
