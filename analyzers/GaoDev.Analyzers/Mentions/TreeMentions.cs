using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Analyzers.Mentions;

/// <summary>
/// Whether a tree's text speaks of the contract, found without looking at its nodes, and once for each tree. Where no
/// tree does, no rule about providers has anything to look at, and a project without providers pays for this alone.
/// </summary>
internal sealed class TreeMentions
{
    private const string Provider = "Provider";
    private const string Access = "Access";

    private static readonly string[] ProviderEndings = ["Context", "Option"];
    private static readonly string[] AccessBeginnings = ["Environment", "File", "NativeCode", "Network", "Storage", "Subprocess", "Tunnel"];
    private static readonly ConditionalWeakTable<SyntaxTree, TreeMentions> Known = new();

    private TreeMentions(bool plugin, bool contract, bool isPlain)
    {
        Plugin = plugin;
        Contract = contract;
        IsPlain = isPlain;
    }

    /// <summary>Whether the tree can declare a provider, or an alias by which others do.</summary>
    public bool Plugin { get; }

    /// <summary>Whether the tree can have to do with the contract in a way that a rule is about, or an alias by which others have.</summary>
    public bool Contract { get; }

    /// <summary>Whether the tree's identifiers are what they look like: they can be written with escapes, and with characters that do not count.</summary>
    public bool IsPlain { get; }

    public static bool AnyPlugin(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees.Any(tree => Of(tree, cancellationToken).Plugin);

    public static bool AnyContract(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees.Any(tree => Of(tree, cancellationToken).Contract);

    public static TreeMentions Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!Known.TryGetValue(tree, out TreeMentions? mentions))
        {
            SourceText text = tree.GetText(cancellationToken);
            char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
            text.CopyTo(0, buffer, 0, text.Length);
            ReadOnlySpan<char> characters = buffer.AsSpan(0, text.Length);
            mentions = ReadsAsItLooks(characters) ? Read(characters) : ReadTokens(tree, cancellationToken);
            ArrayPool<char>.Shared.Return(buffer);
            mentions = Known.GetValue(tree, _ => mentions);
        }

        return mentions;
    }

    private static bool ReadsAsItLooks(ReadOnlySpan<char> text)
    {
        if (text.IndexOf("\\u".AsSpan()) >= 0 || text.IndexOf("\\U".AsSpan()) >= 0)
        {
            return false;
        }

        const ulong NotAscii = 0xFF80_FF80_FF80_FF80;
        ReadOnlySpan<ulong> fours = MemoryMarshal.Cast<char, ulong>(text);
        for (int i = 0; i < fours.Length; i++)
        {
            if ((fours[i] & NotAscii) != 0 && HasFormat(text.Slice(i * 4, 4)))
            {
                return false;
            }
        }

        return !HasFormat(text.Slice(fours.Length * 4));
    }

    private static bool HasFormat(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c > 127 && char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                return true;
            }
        }

        return false;
    }

    private static TreeMentions Read(ReadOnlySpan<char> text)
    {
        bool contract = false;
        for (ReadOnlySpan<char> rest = text; rest.IndexOf(Provider.AsSpan()) is >= 0 and int at;)
        {
            rest = rest.Slice(at + Provider.Length);
            if (rest.StartsWith("Plugin".AsSpan()))
            {
                return new(plugin: true, contract: true, isPlain: true);
            }

            contract |= StartsWithAny(rest);
        }

        for (int start = 0; !contract && text.Slice(start).IndexOf(Access.AsSpan()) is >= 0 and int at; start += at + Access.Length)
        {
            contract = EndsWithAny(text.Slice(0, start + at));
        }

        return new(plugin: false, contract, isPlain: true);
    }

    // Slow, and exact: each identifier as the compiler understands it.
    private static TreeMentions ReadTokens(SyntaxTree tree, CancellationToken cancellationToken)
    {
        bool contract = false;
        foreach (SyntaxToken token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && Read(token.ValueText.AsSpan()) is { Contract: true } mentions)
            {
                if (mentions.Plugin)
                {
                    return new(plugin: true, contract: true, isPlain: false);
                }

                contract = true;
            }
        }

        return new(plugin: false, contract, isPlain: false);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text)
    {
        foreach (string ending in ProviderEndings)
        {
            if (text.StartsWith(ending.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text)
    {
        foreach (string beginning in AccessBeginnings)
        {
            if (text.EndsWith(beginning.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }
}
