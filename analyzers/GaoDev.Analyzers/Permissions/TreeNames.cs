using System.Globalization;
using System.Runtime.CompilerServices;
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
    private const string ProviderPlugin = "ProviderPlugin";

    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> Known = new();

    private TreeNames(IReadOnlyList<int> positions, HashSet<string> names, bool mentionsProvider)
    {
        Positions = positions;
        MentionsProvider = mentionsProvider;
        MayUse = [.. names.SelectMany(NameFilter.CapabilitiesOf)];
    }

    public IReadOnlyList<int> Positions { get; }

    /// <summary>What code in the tree does at most, by the names in it.</summary>
    public HashSet<GuardedCapability> MayUse { get; }

    /// <summary>Whether the tree can declare a provider, or an alias by which others do.</summary>
    public bool MentionsProvider { get; }

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
        SourceText text = tree.GetText(cancellationToken);
        char[] buffer = new char[text.Length];
        text.CopyTo(0, buffer, 0, buffer.Length);
        List<int> positions = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        bool mentions = false;
        for (int i = 0; i < buffer.Length;)
        {
            if (!IsWord(buffer[i]))
            {
                // The same identifier can be written with escapes, or with characters that do not count.
                if (buffer[i] == '\\' ? i + 1 < buffer.Length && buffer[i + 1] is 'u' or 'U' : buffer[i] > 127 && char.GetUnicodeCategory(buffer[i]) == UnicodeCategory.Format)
                {
                    return ReadTokens(tree, cancellationToken);
                }

                i++;
                continue;
            }

            int start = i;
            while (i < buffer.Length && IsWord(buffer[i]))
            {
                i++;
            }

            ReadOnlySpan<char> word = buffer.AsSpan(start, i - start);
            if (NameFilter.Contains(word))
            {
                positions.Add(start);
                names.Add(word.ToString());
            }

            mentions |= word.Length >= ProviderPlugin.Length && word.StartsWith(ProviderPlugin.AsSpan());
        }

        return new(positions, names, mentions);
    }

    // Slow, and exact: each identifier as the compiler understands it.
    private static TreeNames ReadTokens(SyntaxTree tree, CancellationToken cancellationToken)
    {
        List<int> positions = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        bool mentions = false;
        foreach (SyntaxToken token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                if (NameFilter.Contains(token.ValueText))
                {
                    positions.Add(token.SpanStart);
                    names.Add(token.ValueText);
                }

                mentions |= token.ValueText.StartsWith(ProviderPlugin, StringComparison.Ordinal);
            }
        }

        return new(positions, names, mentions);
    }

    private static bool IsWord(char c) => c < 128 ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' : char.IsLetterOrDigit(c);
}
