using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators.Scanning;

/// <summary>A change of text between the braces of one member, which leaves all other nodes of the tree as they were.</summary>
internal readonly struct BodyEdit(int end, int delta)
{
    /// <summary>Where a place of the old text is in the new one; none inside the braces is asked for.</summary>
    public int Move(int position) => position >= end ? position + delta : position;

    /// <summary>The edit, or null where the two trees differ in another way or may do so.</summary>
    public static BodyEdit? Find(SyntaxTree before, SyntaxTree after, TextSpan[] bodies, CancellationToken cancellationToken)
    {
        SourceText oldText = before.GetText(cancellationToken);
        SourceText newText = after.GetText(cancellationToken);
        (int same, int sameAtEnd) = Compare(oldText, newText);
        int delta = newText.Length - oldText.Length;
        foreach (TextSpan body in bodies)
        {
            if (body.Start < same && oldText.Length - sameAtEnd < body.End)
            {
                return IsWhole(before, body, cancellationToken) && IsWhole(after, new TextSpan(body.Start, body.Length + delta), cancellationToken) ? new BodyEdit(body.End, delta) : null;
            }
        }

        return null;
    }

    // A block that ends with its own brace, and that no directive reaches out of: what follows is parsed as before.
    private static bool IsWhole(SyntaxTree tree, TextSpan span, CancellationToken cancellationToken) =>
        tree.GetRoot(cancellationToken).FindToken(span.Start).Parent is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax, CloseBraceToken.IsMissing: false, ContainsDirectives: false } block
        && block.Span == span;

    private static (int AtStart, int AtEnd) Compare(SourceText left, SourceText right)
    {
        char[] one = ArrayPool<char>.Shared.Rent(left.Length);
        char[] other = ArrayPool<char>.Shared.Rent(right.Length);
        left.CopyTo(0, one, 0, left.Length);
        right.CopyTo(0, other, 0, right.Length);
        int shorter = Math.Min(left.Length, right.Length);
        int start = 0;
        while (start < shorter && one[start] == other[start])
        {
            start++;
        }

        int end = 0;
        while (end < shorter - start && one[left.Length - end - 1] == other[right.Length - end - 1])
        {
            end++;
        }

        ArrayPool<char>.Shared.Return(one);
        ArrayPool<char>.Shared.Return(other);
        return (start, end);
    }
}
