using System.Collections.Immutable;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// Finds the providers of a compilation in the order of its source. What was found in a tree is kept with it, and the
/// tree is bound again only where it, or what its providers depend on, is another than before.
/// </summary>
internal static class ProviderScan
{
    public static EquatableArray<ProviderClassModel> Find(Compilation compilation, CancellationToken cancellationToken) => new(Scan(compilation, cancellationToken));

    private static IEnumerable<ProviderClassModel> Scan(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxTree> trees = ((CSharpCompilation)compilation).SyntaxTrees;
        ImmutableArray<TreeSketch> sketches = TreeSketch.OfAll(trees, cancellationToken);
        AttributeNames names = new(sketches);
        bool[] hasProviders = [.. sketches.Select(names.AreAnyOf)];
        ulong dependencies = Dependencies.Compute(compilation, trees, sketches, hasProviders, cancellationToken);
        for (int i = 0; i < sketches.Length; i++)
        {
            if (hasProviders[i])
            {
                foreach (ProviderClassModel model in sketches[i].Models(dependencies, () => new(Read(compilation, trees[i], sketches[i].Types.Where(names.AreAnyOf), cancellationToken))))
                {
                    yield return model;
                }
            }
        }
    }

    private static IEnumerable<ProviderClassModel> Read(Compilation compilation, SyntaxTree tree, IEnumerable<AttributedType> types, CancellationToken cancellationToken)
    {
        SyntaxNode root = tree.GetRoot(cancellationToken);
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (AttributedType type in types)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (root.FindToken(type.Position).Parent is TypeDeclarationSyntax declaration
                && model.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol symbol
                && ProviderClassParser.Parse(symbol, declaration) is { } provider)
            {
                yield return provider;
            }
        }
    }
}
