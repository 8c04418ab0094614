using System.Buffers;
using System.Runtime.CompilerServices;
using GaoDev.Analyzers.Mentions;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Analyzers.Permissions;

/// <summary>
/// Where a tree's text has a name that matters, found without looking at its nodes, and once for each tree. Positions
/// are of identifiers, strings or comments alike; who asks looks at the token there.
/// </summary>
internal sealed class TreeNames
{
    // MethodImplOptions.AggressiveOptimization, which netstandard2.0 has no name for.
    private const MethodImplOptions OptimizeAtOnce = (MethodImplOptions)512;

    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> Known = new();

    private TreeNames(IReadOnlyList<int> positions, HashSet<string> names)
    {
        Positions = positions;
        MayUse = [.. names.SelectMany(NameFilter.CapabilitiesOf)];
    }

    public IReadOnlyList<int> Positions { get; }

    /// <summary>What code in the tree does at most, by the names in it.</summary>
    public HashSet<GuardedCapability> MayUse { get; }

    public static TreeNames Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!Known.TryGetValue(tree, out TreeNames? names))
        {
            names = Read(tree, cancellationToken);
            names = Known.GetValue(tree, _ => names);
        }

        return names;
    }

    private static TreeNames Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        List<int> positions = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        if (TreeMentions.Of(tree, cancellationToken).IsPlain)
        {
            SourceText text = tree.GetText(cancellationToken);
            char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
            text.CopyTo(0, buffer, 0, text.Length);
            FindWords(buffer.AsSpan(0, text.Length), positions, names);
            ArrayPool<char>.Shared.Return(buffer);
        }
        else
        {
            FindTokens(tree, positions, names, cancellationToken);
        }

        return new(positions, names);
    }

    // Runs over all source of a plugin, and before the runtime would find out that it is worth compiling well.
    [MethodImpl(OptimizeAtOnce)]
    private static void FindWords(ReadOnlySpan<char> text, List<int> positions, HashSet<string> names)
    {
        for (int i = 0; i < text.Length;)
        {
            if (!IsWord(text[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (i < text.Length && IsWord(text[i]))
            {
                i++;
            }

            ReadOnlySpan<char> word = text.Slice(start, i - start);
            if (NameFilter.Contains(word))
            {
                positions.Add(start);
                names.Add(word.ToString());
            }
        }
    }

    // Slow, and exact: each identifier as the compiler understands it.
    private static void FindTokens(SyntaxTree tree, List<int> positions, HashSet<string> names, CancellationToken cancellationToken)
    {
        foreach (SyntaxToken token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && NameFilter.Contains(token.ValueText))
            {
                positions.Add(token.SpanStart);
                names.Add(token.ValueText);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(char c) => c < 128 ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' : char.IsLetterOrDigit(c);
}
