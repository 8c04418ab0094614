using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GaoDev.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Analyzers.Tests.Hosting;

/// <summary>An application, with plugins that are really compiled, and what the host rules and the generator make of it.</summary>
internal static class HostProject
{
    public const string Setup = """
        using GaoDev.Runtime;
        internal static class Setup
        {
            public static void Add(Services services) => services.AddGaoDev(static builder => { });
        }
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    internal static readonly MetadataReference Runtime = Compile("GaoDev.Runtime", """
        namespace GaoDev.Runtime
        {
            public sealed class Services;
            public sealed class GaoDevBuilder
            {
                public GaoDevBuilder AddProvider(string name, Func<GaoDev.Plugins.BaseProviderPlugin> factory) => this;
            }

            public static class Extensions
            {
                public static Services AddGaoDev(this Services services, Action<GaoDevBuilder> configure) => services;
            }
        }
        """);

    public static string Provider(string name, string className, string attributes = "") =>
        $$"""
        namespace Contoso;
        [ProviderPlugin("{{name}}", Description = "d")]{{attributes}}
        public sealed partial class {{className}} : IAgentProvider
        {
            {{Rule.Members}}
        }
        """;

    /// <summary>An assembly with what the generator adds, as a reference.</summary>
    public static PortableExecutableReference Compile(string assembly, string source, MetadataReferenceProperties properties = default)
    {
        CSharpCompilation compilation = Create(assembly, [], source);
        CSharpGeneratorDriver.Create([new PluginGenerator().AsSourceGenerator()], parseOptions: Language).RunGeneratorsAndUpdateCompilation(compilation, out Compilation all, out _);
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = all.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray(), properties);
    }

    /// <summary>Each diagnostic as its id and its message, in order, and the names that the generator registers.</summary>
    public static async Task<(IReadOnlyList<Diagnostic> Said, IReadOnlyList<string> Registered)> CheckAsync(
        IReadOnlyDictionary<string, string> properties, IEnumerable<MetadataReference> references, string? source = null, bool requiresCompiling = true)
    {
        Options options = new(properties);
        CSharpGeneratorDriver.Create([new PluginGenerator().AsSourceGenerator()], parseOptions: Language, optionsProvider: options)
            .RunGeneratorsAndUpdateCompilation(Create("App", references.Prepend(Runtime), source is null ? [] : [source]), out Compilation all, out _);
        Assert.Empty(all.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => requiresCompiling && diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> said = await all
            .WithAnalyzers([new HostAnalyzer()], new AnalyzerOptions([], options))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        string? generated = all.SyntaxTrees.SingleOrDefault(static tree => tree.FilePath.EndsWith("ReferencedProviders.g.cs", StringComparison.Ordinal))?.ToString();
        return (
            [.. said.OrderBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)],
            [.. (generated ?? "").Split('\n').Where(static line => line.Contains("AddProvider(", StringComparison.Ordinal)).Select(static line => line.Split('"')[1])]);
    }

    private static CSharpCompilation Create(string assembly, IEnumerable<MetadataReference> references, params IEnumerable<string> sources) => CSharpCompilation.Create(
        assembly,
        sources.Append(Rule.Usings).Select(static (source, i) => CSharpSyntaxTree.ParseText(source, Language, $"File{i}.cs")),
        [.. Rule.Platform, Rule.Contract, .. references],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                string name = key.Replace("build_property.", "", StringComparison.Ordinal);
                value = properties.GetValueOrDefault(name) ?? (name == "GaoDevHost" ? "true" : null);
                return value is not null;
            }
        }
    }
}
