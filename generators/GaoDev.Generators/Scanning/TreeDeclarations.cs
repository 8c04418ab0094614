using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Generators.Scanning;

/// <summary>All of a tree that can mean something outside of method bodies: a fingerprint of it, and the names that occur in it.</summary>
internal sealed class TreeDeclarations
{
    private TreeDeclarations(ulong fingerprint, ulong[] mentioned)
    {
        Fingerprint = fingerprint;
        Mentioned = mentioned;
    }

    public ulong Fingerprint { get; }

    /// <summary>Each name once, those that the tree declares among them.</summary>
    public ulong[] Mentioned { get; }

    public static TreeDeclarations Read(SyntaxNode root, IEnumerable<ulong> declared)
    {
        Fingerprint fingerprint = default;
        HashSet<ulong> mentioned = [.. declared];
        foreach (SyntaxNodeOrToken item in root.DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            if (item.IsToken)
            {
                SyntaxToken token = item.AsToken();
                fingerprint.Add((ulong)token.RawKind);
                fingerprint.Add(token.Text.AsSpan());
                if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    mentioned.Add(Scanning.Fingerprint.Of(token.ValueText));
                }
            }
            else if (item.AsNode() is { } node && IsBody(node))
            {
                // That there is one can matter, what it says cannot.
                fingerprint.Add((ulong)node.RawKind);
            }
        }

        return new(fingerprint.Value, [.. mentioned]);
    }

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax;
}
