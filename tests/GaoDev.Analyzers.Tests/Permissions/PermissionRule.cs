using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace GaoDev.Analyzers.Tests.Permissions;

/// <summary>Runs the permission rules, and a fix, on marked source beside a provider class.</summary>
internal static class PermissionRule
{
    /// <summary>A provider with those attributes and members; the code under test stands in it or in files beside it.</summary>
    public static string Provider(string attributes, string members = "") =>
        $$"""
        namespace Contoso;

        [ProviderPlugin("contoso")]
        {{attributes}}
        public sealed partial class ContosoProvider(ProviderContext context) : IAgentProvider
        {
            {{Rule.Members}}
            internal ProviderContext Context => context;
            {{members}}
        }
        """.Replace("\n\n", "\n", StringComparison.Ordinal);

    public static Task VerifyAsync(params string[] sources) => VerifyAsync([], sources);

    public static Task VerifyAsync(IEnumerable<MetadataReference> references, params string[] sources)
    {
        AnalyzerRun test = new() { ReferenceAssemblies = new ReferenceAssemblies("net10.0"), MarkupOptions = MarkupOptions.UseFirstDescriptor, TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck };
        Fill(test.TestState, sources);
        test.TestState.AdditionalReferences.AddRange(references);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task VerifyFixAsync<TFix>(string source, string fixedSource, int index = 0, string? extra = null)
        where TFix : CodeFixProvider, new()
    {
        FixRun<TFix> test = new()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            MarkupOptions = MarkupOptions.UseFirstDescriptor, TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck,
            CodeActionIndex = index,
        };
        Fill(test.TestState, extra is null ? [source] : [source, extra]);
        Fill(test.FixedState, extra is null ? [fixedSource] : [fixedSource, extra.Replace("{|GAO3001:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)]);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task VerifyNoFixAsync<TFix>(string source)
        where TFix : CodeFixProvider, new()
    {
        FixRun<TFix> test = new() { ReferenceAssemblies = new ReferenceAssemblies("net10.0"), MarkupOptions = MarkupOptions.UseFirstDescriptor, TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck };
        Fill(test.TestState, [source]);
        Fill(test.FixedState, [source]);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static void Fill(SolutionState state, string[] sources)
    {
        state.Sources.AddRange(sources.Append(Rule.Usings).Select(static (source, i) => ($"/0/Test{i}.cs", Microsoft.CodeAnalysis.Text.SourceText.From(source.ReplaceLineEndings("\n")))));
        state.AdditionalReferences.AddRange(Rule.Platform);
        state.AdditionalReferences.Add(Rule.Contract);
    }

    private static CompilationOptions AllowUnsafe(CompilationOptions options) => ((CSharpCompilationOptions)options).WithAllowUnsafe(true);

    private sealed class AnalyzerRun : CSharpAnalyzerTest<PermissionAnalyzer, DefaultVerifier>
    {
        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14);

        protected override CompilationOptions CreateCompilationOptions() => AllowUnsafe(base.CreateCompilationOptions());

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators.PluginGenerator)];
    }

    private sealed class FixRun<TFix> : CSharpCodeFixTest<PermissionAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14);

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators.PluginGenerator)];
    }
}
