using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// What generated code can depend on in a project, all of which stands outside of the bodies of members. As long as the
/// outlines of the trees, the references, the name and the properties are the same it is the same object, and nothing
/// is bound. Holds values only; what it was made of is remembered beside it, under the first tree and the last one, since
/// nobody types in both at once.
/// </summary>
/// <param name="Name">The assembly's.</param>
/// <param name="Providers">In the order of the source.</param>
/// <param name="References">As far as they have to do with providers; none where the project is no host.</param>
internal sealed record ProjectOutline(string? Name, ProjectProperties Properties, EquatableArray<ProviderClassModel> Providers, EquatableArray<ReferencedAssembly> References)
{
    private static readonly ConditionalWeakTable<SyntaxTree, Latest> Known = new();

    public static ProjectOutline Of(Compilation compilation, AnalyzerConfigOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxTree> trees = ((CSharpCompilation)compilation).SyntaxTrees;
        if (trees.IsEmpty)
        {
            return Read(compilation, options, cancellationToken);
        }

        Latest latest = Remembered(trees[0], trees[trees.Length - 1]);
        Made? last = Volatile.Read(ref latest.Made);
        ProjectOutline outline = last?.IsStillTrue(compilation, trees, options, cancellationToken) is true ? last.Outline : Read(compilation, options, cancellationToken);
        latest.Made = new Made(trees, compilation.ExternalReferences, options, outline);
        return outline;
    }

    private static Latest Remembered(SyntaxTree first, SyntaxTree last)
    {
        Latest latest = Known.TryGetValue(first, out Latest? known) || Known.TryGetValue(last, out known) ? known : new Latest();
        Known.GetValue(first, _ => latest);
        Known.GetValue(last, _ => latest);
        return latest;
    }

    private static ProjectOutline Read(Compilation compilation, AnalyzerConfigOptions options, CancellationToken cancellationToken)
    {
        ProjectProperties properties = ProjectProperties.Parse(options);
        return new(
            compilation.AssemblyName,
            properties,
            ProviderScan.Find(compilation, cancellationToken),
            properties.Policy is null ? default : ReferenceReader.ReadAll(compilation.ExternalReferences, cancellationToken));
    }

    private sealed class Latest
    {
        public Made? Made;
    }

    private sealed class Made(ImmutableArray<SyntaxTree> trees, ImmutableArray<MetadataReference> references, AnalyzerConfigOptions options, ProjectOutline outline)
    {
        private readonly ImmutableArray<SyntaxTree> trees = trees;

        public ProjectOutline Outline { get; } = outline;

        public bool IsStillTrue(Compilation compilation, ImmutableArray<SyntaxTree> now, AnalyzerConfigOptions optionsNow, CancellationToken cancellationToken)
        {
            if (now.Length != trees.Length
                || compilation.ExternalReferences != references
                || compilation.AssemblyName != Outline.Name
                || (optionsNow != options && ProjectProperties.Parse(optionsNow) != Outline.Properties))
            {
                return false;
            }

            for (int i = 0; i < now.Length; i++)
            {
                if (now[i] != trees[i] && !TreeSketch.Follow(trees[i], now[i], cancellationToken).Equals(TreeSketch.Of(trees[i], cancellationToken)))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
