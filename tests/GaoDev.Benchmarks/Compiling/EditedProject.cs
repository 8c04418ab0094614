using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>A project with a generator driver, as an editor holds it: each keystroke changes one method's body in an unrelated file.</summary>
internal sealed class EditedProject
{
    private const int Keystrokes = 12;
    private const int Files = 1000;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14, DocumentationMode.Parse);
    private static readonly ImmutableArray<SyntaxTree> Unrelated = [.. Enumerable.Range(0, Files).Select(static file => Parse(AnnotatedSources.Unrelated(file)))];

    private CSharpCompilation compilation;
    private SyntaxTree edited = Unrelated[Files / 2];
    private GeneratorDriver driver;
    private int keystroke;

    public EditedProject(IEnumerable<ISourceGenerator> generators, IEnumerable<MetadataReference> references, IEnumerable<string> sources, AnalyzerConfigOptionsProvider? options, bool mustGenerate)
    {
        compilation = CSharpCompilation.Create(
            "Contoso.App",
            [.. Unrelated, .. sources.Select(Parse)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        driver = CSharpGeneratorDriver.Create(generators, parseOptions: Language, optionsProvider: options).RunGenerators(compilation);
        GeneratorDriverRunResult first = driver.GetRunResult();
        if (mustGenerate == first.GeneratedTrees.IsEmpty || first.Results.FirstOrDefault(static result => result.Exception is not null) is { Exception: { } } failed)
        {
            throw new InvalidOperationException($"{first.Results[0].Generator.GetGeneratorType()} generated {first.GeneratedTrees.Length} files: {first.Results[0].Exception}");
        }
    }

    /// <summary>What a keystroke costs in the generators: the median of several, in milliseconds of the thread's processor time.</summary>
    public double Type()
    {
        double[] times = new double[Keystrokes];
        for (int i = 0; i < Keystrokes; i++)
        {
            SyntaxTree next = Parse(AnnotatedSources.Unrelated(Files / 2, ++keystroke));
            next.GetRoot();
            compilation = compilation.ReplaceSyntaxTree(edited, next);
            edited = next;
            double started = ThreadTime.Milliseconds;
            driver = driver.RunGenerators(compilation);
            times[i] = ThreadTime.Milliseconds - started;
        }

        Array.Sort(times);
        return (times[(Keystrokes - 1) / 2] + times[Keystrokes / 2]) / 2;
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Language);
}
