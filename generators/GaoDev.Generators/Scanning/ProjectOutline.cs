using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// A compilation without the bodies of its members: the outlines of its trees, its references and its name. As long as
/// those are the same it is the same object, so what was found by it once is found by it again. Holds values only;
/// the trees that it was made of are remembered beside it, for as long as the first of them lives.
/// </summary>
internal sealed class ProjectOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, Latest> Known = new();
    private static readonly ProjectOutline Empty = new(mayHaveProviders: false);

    private readonly bool mayHaveProviders;
    private object? providers;
    private object? references;

    private ProjectOutline(bool mayHaveProviders) => this.mayHaveProviders = mayHaveProviders;

    public static ProjectOutline Of(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxTree> trees = ((CSharpCompilation)compilation).SyntaxTrees;
        if (trees.IsEmpty)
        {
            return Empty;
        }

        Latest latest = Known.GetOrCreateValue(trees[0]);
        Made? last = Volatile.Read(ref latest.Made);
        if (last?.IsStillTrue(compilation, trees, cancellationToken) is not true)
        {
            ImmutableArray<TreeSketch> sketches = TreeSketch.OfAll(trees, cancellationToken);
            last = new Made(trees, compilation.ExternalReferences, compilation.AssemblyName, new ProjectOutline(sketches.Any(new AttributeNames(sketches).AreAnyOf)));
        }

        latest.Made = last with { Trees = trees };
        return last.Outline;
    }

    /// <summary>The providers of any compilation that has this outline.</summary>
    public EquatableArray<ProviderClassModel> Providers(Compilation compilation, CancellationToken cancellationToken) =>
        !mayHaveProviders ? default
        : (EquatableArray<ProviderClassModel>)(Volatile.Read(ref providers) ?? (providers = ProviderScan.Find(compilation, cancellationToken)));

    /// <summary>The references of any compilation that has this outline, as far as they have to do with providers.</summary>
    public EquatableArray<ReferencedAssembly> References(Compilation compilation, CancellationToken cancellationToken) =>
        (EquatableArray<ReferencedAssembly>)(Volatile.Read(ref references) ?? (references = ReferenceReader.ReadAll(compilation.ExternalReferences, cancellationToken)));

    private sealed class Latest
    {
        public Made? Made;
    }

    private sealed record Made(ImmutableArray<SyntaxTree> Trees, ImmutableArray<MetadataReference> References, string? Name, ProjectOutline Outline)
    {
        public bool IsStillTrue(Compilation compilation, ImmutableArray<SyntaxTree> trees, CancellationToken cancellationToken)
        {
            if (trees.Length != Trees.Length || compilation.ExternalReferences != References || compilation.AssemblyName != Name)
            {
                return false;
            }

            for (int i = 0; i < trees.Length; i++)
            {
                if (!ReferenceEquals(trees[i], Trees[i]) && !TreeSketch.Follow(Trees[i], trees[i], cancellationToken).Equals(TreeSketch.Of(Trees[i], cancellationToken)))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
