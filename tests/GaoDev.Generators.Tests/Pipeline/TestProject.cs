using System.Collections.Immutable;
using GaoDev.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GaoDev.Generators.Tests.Pipeline;

/// <summary>A compilation with the generators attached, as an editor holds one: it is edited and run again.</summary>
internal sealed class TestProject
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using GaoDev.Permissions;
        global using GaoDev.Plugins;
        global using GaoDev.Providers;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static ImmutableArray<MetadataReference> PlatformReferences { get; } =
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(static file => Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Where(static file => !file.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Select(static file => MetadataReference.CreateFromFile(file)),
        MetadataReference.CreateFromFile(typeof(IAgentProvider).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ILogger).Assembly.Location),
    ];

    private GeneratorDriver driver;

    public TestProject(string assemblyName, IReadOnlyDictionary<string, string> properties, IEnumerable<MetadataReference> references, params IEnumerable<string> sources)
    {
        Compilation = CSharpCompilation.Create(
            assemblyName,
            sources.Prepend(Usings).Select(static (source, i) => Parse(source, $"File{i}.cs")),
            PlatformReferences.AddRange(references),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));
        driver = CSharpGeneratorDriver.Create(
            [new PluginGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            optionsProvider: new PropertyOptions(properties),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>What MSBuild says to the compiler, where it says nothing.</summary>
    public static AnalyzerConfigOptions NoProperties { get; } = new PropertyOptions(new Dictionary<string, string>()).GlobalOptions;

    public TestProject(params IEnumerable<string> sources)
        : this("Contoso.Provider", new Dictionary<string, string> { ["PackageVersion"] = "1.2.3" }, [], sources)
    {
    }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>A provider class with all that it needs, for tests that are about something else.</summary>
    public static string Provider(string name, string className, string modifiers = "public sealed partial") =>
        $$"""
        namespace Contoso;

        /// <summary>A provider.</summary>
        [ProviderPlugin("{{name}}")]
        {{modifiers}} class {{className}} : IAgentProvider
        {
            {{Members}}
        }
        """;

    public const string Members = """
        /// <inheritdoc/>
            public bool SupportsTool(string toolName) => false;
            /// <inheritdoc/>
            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);
            /// <inheritdoc/>
            public IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken) => throw new NotSupportedException();
        """;

    public ImmutableArray<GeneratorRunResult> Run()
    {
        driver = driver.RunGenerators(Compilation, TestContext.Current.CancellationToken);
        foreach (GeneratorRunResult result in driver.GetRunResult().Results)
        {
            Assert.Null(result.Exception);
            Assert.Empty(result.Diagnostics);
        }

        return driver.GetRunResult().Results;
    }

    /// <summary>The generated files by name, after a run and a compilation of everything without a warning.</summary>
    public IReadOnlyDictionary<string, string> Generate()
    {
        Run();
        CompileAll();
        return driver.GetRunResult().Results.SelectMany(static result => result.GeneratedSources)
            .ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
    }

    public CSharpCompilation CompileAll()
    {
        Compilation all = Compilation.AddSyntaxTrees(driver.GetRunResult().GeneratedTrees);
        Assert.Empty(all.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
        return (CSharpCompilation)all;
    }

    /// <summary>The finished assembly, generated files included.</summary>
    public byte[] Emit()
    {
        Run();
        using MemoryStream stream = new();
        Assert.True(CompileAll().Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return stream.ToArray();
    }

    public void Add(string path, string source) => Compilation = Compilation.AddSyntaxTrees(Parse(source, path));

    public void Remove(string path) => Compilation = Compilation.RemoveSyntaxTrees(Find(path));

    public void Edit(string path, string oldText, string newText)
    {
        SyntaxTree tree = Find(path);
        string text = tree.ToString();
        Assert.Contains(oldText, text, StringComparison.Ordinal);
        Compilation = Compilation.ReplaceSyntaxTree(tree, Parse(text.Replace(oldText, newText, StringComparison.Ordinal), path));
    }

    public void ReplaceProperties(IReadOnlyDictionary<string, string> properties) => driver = driver.WithUpdatedAnalyzerConfigOptions(new PropertyOptions(properties));

    public void ReplaceReferences(IEnumerable<MetadataReference> references) => Compilation = Compilation.WithReferences(references);

    private SyntaxTree Find(string path) => Compilation.SyntaxTrees.Single(tree => tree.FilePath == path);

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private sealed class PropertyOptions(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
                properties.TryGetValue(key.Replace("build_property.", "", StringComparison.Ordinal), out value);
        }
    }
}
