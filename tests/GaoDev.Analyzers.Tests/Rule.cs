using System.Collections.Immutable;
using GaoDev.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.Extensions.Logging;

namespace GaoDev.Analyzers.Tests;

/// <summary>Runs the analyzer, and a fix, on marked source: <c>{|GAOnnnn:…|}</c> says what is reported and exactly where.</summary>
internal static class Rule
{
    public const string Members = """
        public bool SupportsTool(string toolName) => false;
            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);
            public IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken) => throw new NotSupportedException();
        """;

    internal const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using GaoDev.Permissions;
        global using GaoDev.Providers;
        """;

    internal static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Where(static file => !file.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Select(static file => MetadataReference.CreateFromFile(file)),
        MetadataReference.CreateFromFile(typeof(ILogger).Assembly.Location),
    ];

    internal static readonly MetadataReference Contract = MetadataReference.CreateFromFile(typeof(IAgentProvider).Assembly.Location);

    /// <summary>What is marked is reported, and nothing else.</summary>
    public static Task VerifyAsync(params string[] sources)
    {
        AnalyzerRun test = new() { ReferenceAssemblies = new ReferenceAssemblies("net10.0"), TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck };
        Fill(test.TestState, sources);
        IgnoreOthers(test.DisabledDiagnostics, sources);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Nothing is reported where the contract is not referenced.</summary>
    public static Task VerifyWithoutContractAsync(string source)
    {
        CSharpAnalyzerTest<ProviderClassAnalyzer, DefaultVerifier> test = new() { ReferenceAssemblies = new ReferenceAssemblies("net10.0"), TestCode = source };
        test.TestState.AdditionalReferences.AddRange(Platform);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The fix makes the one source into the other, which compiles with what the generator adds.</summary>
    public static Task VerifyFixAsync<TFix>(string source, string fixedSource, int iterations = 1, int index = 0)
        where TFix : CodeFixProvider, new()
    {
        FixRun<TFix> test = new()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
            CodeActionIndex = index,
            NumberOfFixAllIterations = iterations,
            NumberOfFixAllInDocumentIterations = iterations,
            NumberOfFixAllInProjectIterations = iterations,
        };
        Fill(test.TestState, [source]);
        IgnoreOthers(test.DisabledDiagnostics, [source]);
        Fill(test.FixedState, [fixedSource]);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>There is no fix.</summary>
    public static Task VerifyNoFixAsync<TFix>(string source)
        where TFix : CodeFixProvider, new() => VerifyFixAsync<TFix>(source, source, 0);

    // Tests about something else have neither descriptions nor members that agree with each attribute.
    private static void IgnoreOthers(List<string> disabled, string[] sources) =>
        disabled.AddRange(((string[])["GAO2004", "GAO2012"]).Where(id => !sources.Any(source => source.Contains(id, StringComparison.Ordinal))));

    private static void Fill(SolutionState state, string[] sources)
    {
        state.Sources.AddRange(sources.Append(Usings).Select(static (source, i) => ($"/0/Test{i}.cs", Microsoft.CodeAnalysis.Text.SourceText.From(source.ReplaceLineEndings("\n")))));
        state.AdditionalReferences.AddRange(Platform);
        state.AdditionalReferences.Add(Contract);
    }

    private sealed class AnalyzerRun : CSharpAnalyzerTest<ProviderClassAnalyzer, DefaultVerifier>
    {
        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new ProviderClassAnalyzer(), new TokenForwardingAnalyzer()];

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators.PluginGenerator)];
    }

    private sealed class FixRun<TFix> : CSharpCodeFixTest<ProviderClassAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new ProviderClassAnalyzer(), new TokenForwardingAnalyzer()];

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators.PluginGenerator)];
    }
}
