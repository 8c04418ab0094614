using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Generators.Emit;

/// <summary>Names of metadata as names of C#.</summary>
internal static class Identifiers
{
    /// <summary>The identifier, with <c>@</c> where it would read as a keyword somewhere.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    /// <summary>Whether the text is identifiers joined by dots, and nothing that could be read as more.</summary>
    public static bool IsQualifiedName(string text) => text.Split('.').All(SyntaxFacts.IsValidIdentifier);

    public static string EscapeQualified(string name) => string.Join(".", name.Split('.').Select(Escape));
}
