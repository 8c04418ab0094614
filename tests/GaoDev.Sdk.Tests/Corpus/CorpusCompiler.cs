using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>The compiler in process, with the components of the packed SDK and what one restore and one resolution gave.</summary>
internal sealed class CorpusCompiler
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using GaoDev.Permissions; global using GaoDev.Plugins; global using GaoDev.Providers;
        """;

    private readonly ImmutableArray<MetadataReference> references;
    private readonly ImmutableArray<DiagnosticAnalyzer> analyzers;
    private readonly ImmutableArray<ISourceGenerator> generators;

    private CorpusCompiler(ImmutableArray<MetadataReference> references, string components)
    {
        this.references = references;
        ComponentLoader loader = new(components);
        AnalyzerFileReference[] files = [.. Directory.GetFiles(components, "*.dll").Where(static file => !file.EndsWith("CodeFixes.dll", StringComparison.Ordinal)).Select(file => new AnalyzerFileReference(file, loader))];
        analyzers = [.. files.SelectMany(static file => file.GetAnalyzers(LanguageNames.CSharp))];
        generators = [.. files.SelectMany(static file => file.GetGenerators(LanguageNames.CSharp))];
    }

    public static async Task<CorpusCompiler> CreateAsync(Workspace workspace)
    {
        string components = Path.Combine(workspace.Root, "components");
        using (ZipArchive package = await ZipFile.OpenReadAsync(Path.Combine(workspace.Feed, "GaoDev.Sdk.0.1.0.nupkg")))
        {
            foreach (ZipArchiveEntry entry in package.Entries.Where(static entry => entry.FullName.StartsWith("tools/analyzers/", StringComparison.Ordinal)))
            {
                Directory.CreateDirectory(components);
                await entry.ExtractToFileAsync(Path.Combine(components, entry.Name));
            }
        }

        DotnetResult resolved = await DotnetCommand.RunAsync(
            Path.Combine(workspace.Root, "Provider"), "msbuild", "-nologo", "-t:ResolveReferences", "-getItem:ReferencePath");
        resolved.EnsureSuccess();
        using System.Text.Json.JsonDocument items = System.Text.Json.JsonDocument.Parse(resolved.Output);
        return new(
            [.. items.RootElement.GetProperty("Items").GetProperty("ReferencePath").EnumerateArray().Select(static item => MetadataReference.CreateFromFile(item.GetProperty("FullPath").GetString()!))],
            components);
    }

    public async Task<CorpusResult> CompileAsync(CorpusProgram program, CancellationToken cancellationToken)
    {
        List<MetadataReference> own = [];
        Dictionary<string, byte[]> images = [];
        foreach (IGrouping<string, CorpusFile> assembly in program.Files.Where(static file => file.Assembly is not null).GroupBy(static file => file.Assembly!))
        {
            CSharpCompilation reference = (CSharpCompilation)Generate(Create(assembly.Key, assembly, program, own), program);
            images[assembly.Key] = Emit(reference);
            own.Add(MetadataReference.CreateFromImage(images[assembly.Key], (program.Flags.Contains("alias") || program.Flags.Contains("alias:" + assembly.Key)) ? new MetadataReferenceProperties(aliases: ["other"]) : default));
        }

        Compilation compilation = Generate(Create("Contoso.Provider", program.Files.Where(static file => file.Assembly is null), program, own), program);
        ImmutableArray<Diagnostic> said = await compilation
            .WithAnalyzers(analyzers, new AnalyzerOptions([], new CorpusOptions(program.Flags)))
            .GetAllDiagnosticsAsync(cancellationToken);
        IReadOnlyList<Diagnostic> diagnostics = [.. said.Where(static diagnostic => diagnostic is { IsSuppressed: false, Severity: >= DiagnosticSeverity.Info } && diagnostic.Id is not ("CS1591" or "CS8019" or "CS8933" or "CS1701"))];
        bool failed = diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        string registered = compilation.SyntaxTrees.SingleOrDefault(static tree => tree.FilePath.EndsWith("ReferencedProviders.g.cs", StringComparison.Ordinal))?.ToString() ?? "";
        return new(
            diagnostics,
            failed ? null : Emit(compilation),
            images,
            [.. registered.Split('\n').Where(static line => line.Contains("AddProvider(", StringComparison.Ordinal)).Select(static line => line.Split('"')[1])]);
    }

    private CSharpCompilation Create(string name, IEnumerable<CorpusFile> files, CorpusProgram program, IEnumerable<MetadataReference> own)
    {
        CSharpParseOptions options = ParseOptions(program);
        return CSharpCompilation.Create(
            name,
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), options, file.Name))
                .Append(CSharpSyntaxTree.ParseText(SourceText.From(Usings, System.Text.Encoding.UTF8), options, "Usings.cs")),
            references.AddRange(own),
            new CSharpCompilationOptions(
                program.Flags.Contains("exe") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: program.Flags.Contains("unsafe"),
                nullableContextOptions: program.Flags.Contains("nonullable") ? NullableContextOptions.Disable : NullableContextOptions.Enable));
    }

    private static CSharpParseOptions ParseOptions(CorpusProgram program) =>
        new(program.Flags.FirstOrDefault(static flag => flag.StartsWith("lang:", StringComparison.Ordinal)) is { } lang && LanguageVersionFacts.TryParse(lang["lang:".Length..], out LanguageVersion version) ? version : LanguageVersion.CSharp14);

    private Compilation Generate(CSharpCompilation compilation, CorpusProgram program)
    {
        CSharpGeneratorDriver.Create(generators, parseOptions: ParseOptions(program), optionsProvider: new CorpusOptions(program.Flags))
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation all, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return all;
    }

    private static byte[] Emit(Compilation compilation)
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(debugInformationFormat: Microsoft.CodeAnalysis.Emit.DebugInformationFormat.Embedded));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    private sealed class ComponentLoader(string folder) : AssemblyLoadContext("corpus"), IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        // Roslyn is the one of this process; the components' own assemblies are beside each other.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
