using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Editor.Tests;

/// <summary>The provider's file of a project, as somebody edits it. The project brings its analyzers, fixes and generators itself.</summary>
internal sealed class EditedDocument
{
    private readonly Document document;

    private EditedDocument(Document document) => this.document = document;

    public static EditedDocument Open(Project project) => new(project.Documents.Single(static document => document.Name.EndsWith("Provider.cs", StringComparison.Ordinal)));

    public async Task<EditedDocument> TypeAsync(string oldText, string newText)
    {
        string text = await TextAsync();
        Assert.Contains(oldText, text, StringComparison.Ordinal);
        return new(document.WithText(SourceText.From(text.Replace(oldText, newText, StringComparison.Ordinal))));
    }

    public async Task<string> TextAsync() => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>Everything of the compiler and of the analyzers that an editor shows below a line, in the order of the text.</summary>
    public async Task<IReadOnlyList<Diagnostic>> SquigglesAsync()
    {
        Compilation compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. document.Project.AnalyzerReferences.SelectMany(static reference => reference.GetAnalyzers(LanguageNames.CSharp))];
        ImmutableArray<Diagnostic> all = await compilation.WithAnalyzers(analyzers, document.Project.AnalyzerOptions).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. all.Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && !diagnostic.IsSuppressed).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    public async Task<string> TextOfAsync(Diagnostic diagnostic) => (await TextAsync()).Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>The titles below the light bulb at a diagnostic, and the document after the first was chosen.</summary>
    public async Task<(IReadOnlyList<string> Titles, EditedDocument Fixed)> FixAsync(Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        foreach (CodeFixProvider provider in Fixes().Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        ImmutableArray<CodeActionOperation> operations = await actions[0].GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return ([.. actions.Select(static action => action.Title)], new(changed.GetDocument(document.Id)!));
    }

    /// <summary>What is offered right behind a text.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(string behind)
    {
        int position = (await TextAsync()).IndexOf(behind, StringComparison.Ordinal) + behind.Length;
        CompletionList list = await CompletionService.GetService(document)!.GetCompletionsAsync(document, position, cancellationToken: TestContext.Current.CancellationToken);
        return [.. list.ItemsList.Select(static item => item.DisplayText)];
    }

    // Where an editor finds them: in the assemblies that the project names as its analyzers.
    private IEnumerable<CodeFixProvider> Fixes() =>
        from reference in document.Project.AnalyzerReferences.OfType<AnalyzerFileReference>()
        from type in reference.GetAssembly().GetTypes()
        where type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is { } export && export.Languages.Contains(LanguageNames.CSharp)
        select (CodeFixProvider)Activator.CreateInstance(type)!;
}
