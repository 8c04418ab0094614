using GaoDev.CodeFixes.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Analyzers.Tests.Hosting;

/// <summary>GAO4007's fix, in an application that the generator has written the method for.</summary>
public class RegisterProvidersFixTests
{
    [Theory]
    [InlineData("static builder => { }", "static builder => { global::GaoDev.ReferencedProviders.AddReferencedProviders(builder); }")]
    [InlineData("builder => { builder.AddProvider(\"x\", null!); }", "builder => { global::GaoDev.ReferencedProviders.AddReferencedProviders(builder); builder.AddProvider(\"x\", null!); }")]
    [InlineData("(GaoDevBuilder b) => b.AddProvider(\"x\", null!)", "(GaoDevBuilder b) => global::GaoDev.ReferencedProviders.AddReferencedProviders(b.AddProvider(\"x\", null!))")]
    public Task SetUp_WithALambda_RegistersThem(string before, string after) => VerifyAsync(
        SetUp($"services.{{|GAO4007:AddGaoDev|}}({before})"), SetUp($"services.AddGaoDev({after})"));

    [Fact]
    public Task SetUp_InTwoPlaces_IsFixedInOneOfThem() => VerifyAsync(
        SetUp("services.{|GAO4007:AddGaoDev|}(static builder => { }).{|GAO4007:AddGaoDev|}(static builder => { })"),
        SetUp("services.AddGaoDev(static builder => { global::GaoDev.ReferencedProviders.AddReferencedProviders(builder); }).AddGaoDev(static builder => { })"));

    [Theory]
    [InlineData("services.{|GAO4007:AddGaoDev|}(Configure)")]
    [InlineData("services.{|GAO4007:AddGaoDev|}(static builder => _ = builder)")]
    public Task SetUp_ThatSaysNothingOfItsBuilder_HasNoFix(string call) => VerifyAsync(SetUp(call), SetUp(call));

    private static string SetUp(string call) => $$"""
        using System;
        using GaoDev;
        using GaoDev.Runtime;

        internal static class Setup
        {
            public static void Add(Services services) => {{call}};

            internal static void Configure(GaoDevBuilder builder) => builder.ToString();
        }
        """;

    private static Task VerifyAsync(string source, string fixedSource)
    {
        FixRun test = new() { ReferenceAssemblies = new ReferenceAssemblies("net10.0"), TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck, FixedState = { MarkupHandling = MarkupMode.Allow } };
        if (source == fixedSource)
        {
            test.NumberOfIncrementalIterations = 0;
        }

        Fill(test.TestState, source);
        Fill(test.FixedState, fixedSource);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static void Fill(SolutionState state, string source)
    {
        state.Sources.Add(source.ReplaceLineEndings("\n"));
        state.AdditionalReferences.AddRange(Rule.Platform);
        state.AdditionalReferences.AddRange([Rule.Contract, HostProject.Runtime, HostProject.Compile("Contoso.One", HostProject.Provider("one", "One"))]);
        state.AnalyzerConfigFiles.Add(("/.globalconfig", SourceText.From("is_global = true\nbuild_property.GaoDevHost = true\n")));
    }

    private sealed class FixRun : CSharpCodeFixTest<HostAnalyzer, RegisterProvidersFix, DefaultVerifier>
    {
        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14);

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators.PluginGenerator)];
    }
}
