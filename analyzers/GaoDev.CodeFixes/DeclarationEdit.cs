using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace GaoDev.CodeFixes;

/// <summary>An edit of one document's declarations.</summary>
internal static class DeclarationEdit
{
    public static async Task<Document> ApplyAsync(Document document, Action<DocumentEditor> edit, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        edit(editor);
        return editor.GetChangedDocument();
    }
}
