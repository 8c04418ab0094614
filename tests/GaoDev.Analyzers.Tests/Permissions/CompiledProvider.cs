using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GaoDev.Generators;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace GaoDev.Analyzers.Tests.Permissions;

/// <summary>A provider that is looked at both ways: as source by the analyzer, and compiled by the reader of IL.</summary>
internal sealed class CompiledProvider
{
    private readonly Compilation compilation;

    public CompiledProvider(IEnumerable<MetadataReference> references, params IEnumerable<string> sources)
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp14);
        compilation = CSharpCompilation.Create(
            "Contoso.Provider",
            sources.Prepend(Rule.Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, parse, $"/src/File{i}.cs", System.Text.Encoding.UTF8)),
            Rule.Platform.Add(Rule.Contract).AddRange(references),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new PluginGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
    }

    /// <summary>What the analyzer reports, by rule.</summary>
    public async Task<ISet<string>> AnalyzeAsync()
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new PermissionAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics.Where(static diagnostic => diagnostic.Id is not ("GAO3007" or "GAO3008" or "GAO3010" or "GAO1007")).Select(static diagnostic => diagnostic.Id).ToHashSet();
    }

    /// <summary>What the reader of IL finds and nothing declares.</summary>
    public IReadOnlyList<IlApiUse> Read()
    {
        using MemoryStream image = new();
        using MemoryStream symbols = new();
        EmitResult result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = symbols.Position = 0;
        using PEReader reader = new(image);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        ISet<GuardedCapability>? declared = DeclaredPermissions.Read(reader.GetMetadataReader());
        Assert.NotNull(declared);
        return [.. IlPermissionReader.FindUses(reader, provider.GetMetadataReader()).Where(use => !declared.Contains(use.Api.Capability))];
    }
}
