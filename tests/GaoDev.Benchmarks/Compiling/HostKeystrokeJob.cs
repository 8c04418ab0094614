using GaoDev.Benchmarks.Measurement;
using GaoDev.Generators;
using GaoDev.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>A keystroke in an application of 5,000 types that references 300 framework assemblies and 50 plugins.</summary>
internal sealed class HostKeystrokeJob : IMeasuredJob
{
    private const int Plugins = 50;

    public HostKeystrokeJob()
    {
        List<MetadataReference> references =
        [
            .. CompilerFiles.Framework,
            .. CompilerFiles.ReferenceAssemblies("Microsoft.AspNetCore.App.Ref")
                .Where(static file => Path.GetFileName(file) != "Microsoft.Extensions.Logging.Abstractions.dll")
                .Select(static file => MetadataReference.CreateFromFile(file)),
            MetadataReference.CreateFromFile(typeof(GaoDevBuilder).Assembly.Location),
        ];
        references.AddRange([.. Enumerable.Range(0, Plugins).Select(static plugin => Compile(plugin))]);
        EditedProject ours = new([new PluginGenerator().AsSourceGenerator()], references, [], new HostProperties(), mustGenerate: true);
        EditedProject none = new([new NoGenerator().AsSourceGenerator()], references, [], new HostProperties(), mustGenerate: false);
        Line = new(
            $"keystroke in an application, {references.Count - Plugins} framework references and {Plugins} plugins, thread CPU",
            Rounds: 15,
            [
                new("GaoDev", Role.Ours, ours.Type),
                new("a generator that does nothing", Role.Limit, none.Type),
                new("0.2 ms", Role.Limit, static () => 0.2),
            ],
            [new("0.2 ms", 1)]);
    }

    public Line Line { get; }

    public void Dispose()
    {
    }

    private static PortableExecutableReference Compile(int plugin)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Contoso.Plugin{plugin}",
            [CSharpSyntaxTree.ParseText(AnnotatedSources.Provider(plugin))],
            CompilerFiles.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create(new PluginGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation all, out _);
        using MemoryStream image = new();
        return all.Emit(image) is { Success: true } ? MetadataReference.CreateFromImage(image.ToArray()) : throw new InvalidOperationException("The plugin does not compile.");
    }

    private sealed class NoGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
        }
    }
}
