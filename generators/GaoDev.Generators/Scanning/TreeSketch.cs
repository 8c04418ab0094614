using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// What one syntax tree declares, as far as other trees can see it. Made once for each tree, which never changes. Two
/// are equal where all but the bodies of members is the same text.
/// </summary>
internal sealed class TreeSketch : IEquatable<TreeSketch>
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeSketch> Known = new();

    private readonly ulong outline;
    private TreeDeclarations? declarations;
    private ScannedModels? models;

    private TreeSketch(SketchBuilder builder, ulong outline)
    {
        this.outline = outline;
        Declared = [.. builder.Declared];
        Namespaces = [.. builder.Namespaces];
        Types = [.. builder.Types];
        Aliases = [.. builder.Aliases];
        HasGlobalUsings = builder.HasGlobalUsings;
        Bodies = [.. builder.Bodies];
    }

    // After an edit of a body: what stands behind it moved.
    private TreeSketch(TreeSketch before, BodyEdit edit)
    {
        outline = before.outline;
        Declared = before.Declared;
        Namespaces = before.Namespaces;
        Types = Array.ConvertAll(before.Types, type => type with { Position = edit.Move(type.Position) });
        Aliases = before.Aliases;
        HasGlobalUsings = before.HasGlobalUsings;
        Bodies = Array.ConvertAll(before.Bodies, body => TextSpan.FromBounds(edit.Move(body.Start), edit.Move(body.End)));
        declarations = before.declarations;
        models = before.models;
    }

    /// <summary>The names of types, of every depth; an attribute's without its ending as well.</summary>
    public ulong[] Declared { get; }

    /// <summary>The full names of namespaces.</summary>
    public ulong[] Namespaces { get; }

    public AttributedType[] Types { get; }

    public UsingAlias[] Aliases { get; }

    public bool HasGlobalUsings { get; }

    /// <summary>Where code stands that no other tree can see, in order.</summary>
    public TextSpan[] Bodies { get; }

    /// <summary>The sketches of trees, in their order.</summary>
    public static ImmutableArray<TreeSketch> OfAll(ImmutableArray<SyntaxTree> trees, CancellationToken cancellationToken)
    {
        ImmutableArray<TreeSketch>.Builder sketches = ImmutableArray.CreateBuilder<TreeSketch>(trees.Length);
        foreach (SyntaxTree tree in trees)
        {
            sketches.Add(Of(tree, cancellationToken));
        }

        return sketches.MoveToImmutable();
    }

    /// <summary>The sketch of a tree that may have come from another one by typing inside a body, which is quickly seen.</summary>
    public static TreeSketch Follow(SyntaxTree before, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!Known.TryGetValue(tree, out TreeSketch? sketch) && Known.TryGetValue(before, out TreeSketch? old) && BodyEdit.Find(before, tree, old.Bodies, cancellationToken) is { } edit)
        {
            sketch = Known.GetValue(tree, _ => new TreeSketch(old, edit));
        }

        return sketch ?? Of(tree, cancellationToken);
    }

    public static TreeSketch Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!Known.TryGetValue(tree, out TreeSketch? sketch))
        {
            SketchBuilder builder = new();
            if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax root)
            {
                builder.Visit(root);
            }

            sketch = new TreeSketch(builder, ReadOutline(tree.GetText(cancellationToken), builder.Bodies));
            sketch = Known.GetValue(tree, _ => sketch);
        }

        return sketch;
    }

    /// <summary>Needed of trees with providers, and of those that providers depend on; made when it is first asked for.</summary>
    public TreeDeclarations Declarations(SyntaxTree tree, CancellationToken cancellationToken) =>
        Volatile.Read(ref declarations) ?? (declarations = TreeDeclarations.Read(tree.GetRoot(cancellationToken), Declared));

    /// <summary>The tree's providers, which are the same for as long as what they depend on is.</summary>
    public EquatableArray<ProviderClassModel> Models(ulong dependencies, Func<EquatableArray<ProviderClassModel>> read)
    {
        if (Volatile.Read(ref models) is not { } last || last.Dependencies != dependencies)
        {
            models = last = new ScannedModels(dependencies, read());
        }

        return last.Models;
    }

    public bool Equals(TreeSketch? other) => ReferenceEquals(this, other) || (other is not null && outline == other.outline);

    public override bool Equals(object? obj) => obj is TreeSketch other && Equals(other);

    public override int GetHashCode() => outline.GetHashCode();

    private static ulong ReadOutline(SourceText text, List<TextSpan> bodies)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        text.CopyTo(0, buffer, 0, text.Length);
        Fingerprint outline = default;
        int start = 0;
        foreach (TextSpan body in bodies)
        {
            outline.Add(buffer.AsSpan(start, body.Start - start));
            start = body.End;
        }

        outline.Add(buffer.AsSpan(start, text.Length - start));
        ArrayPool<char>.Shared.Return(buffer);
        return outline.Value;
    }

    private sealed record ScannedModels(ulong Dependencies, EquatableArray<ProviderClassModel> Models);
}
