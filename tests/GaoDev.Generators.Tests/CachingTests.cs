using System.Collections.Immutable;
using System.Reflection;
using GaoDev.Generators.Tests.Pipeline;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Tests;

/// <summary>What an edit makes the generators do again, and that they do see what they must.</summary>
public class CachingTests
{
    private static readonly string[] Steps =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetValue(null)!)];

    [Fact]
    public void Run_UnrelatedEdit_RedoesNothing()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Edit("File4.cs", "return 1;", "return 2;");

        ImmutableArray<GeneratorRunResult> results = project.Run();

        Assert.Equal(Steps.Order(), results.SelectMany(static result => result.TrackedSteps.Keys).Intersect(Steps).Distinct().Order());
        Assert.All(results, static result =>
        {
            Assert.All(Steps.Where(result.TrackedSteps.ContainsKey), step => Assert.Empty(result.Changed(step)));
            Assert.NotEmpty(result.Outputs());
            Assert.All(result.Outputs(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        });
    }

    [Fact]
    public void Run_UnrelatedNewClass_RedoesNothing()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Add("New.cs", "namespace Contoso; internal sealed class New;");

        Assert.All(project.Run(), static result => Assert.All(result.Outputs(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason)));
    }

    [Fact]
    public void Run_EditOfOneProvider_ChangesItsFileAlone()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Edit("File1.cs", "[ProviderPlugin(\"one\"", "[ProviderPlugin(\"one\", Description = \"new\"");

        GeneratorRunResult result = project.Run()[0];

        Assert.Equal([IncrementalStepRunReason.Modified], result.Changed(TrackingNames.Outline));
        Assert.Equal([IncrementalStepRunReason.Modified], result.Changed(TrackingNames.Files));
        Assert.Single(result.Outputs(), IncrementalStepRunReason.Modified);
        Assert.Equal(3, result.Outputs().Count(static reason => reason == IncrementalStepRunReason.Cached));
        Assert.Contains("Description = \"new\"", Find(result, "OnePlugin.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EditOfOneProviderOfMany_ChangesOneFileAlone()
    {
        TestProject project = new(Enumerable.Range(0, 100).Select(static i => TestProject.Provider($"p{i}", $"P{i}")));
        project.Run();
        project.Edit("File42.cs", "[ProviderPlugin(", "[NetworkAccess(\"a.example\"), ProviderPlugin(");

        GeneratorRunResult result = project.Run()[0];

        Assert.Equal([IncrementalStepRunReason.Modified], result.Changed(TrackingNames.Files));
        Assert.Single(result.Outputs(), IncrementalStepRunReason.Modified);
        Assert.Equal(7, result.Outputs().Count(static reason => reason == IncrementalStepRunReason.Cached));
        Assert.Single(result.GeneratedSources, static source => source.SourceText.ToString().Contains("a.example", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OtherVersion_IsFollowed()
    {
        TestProject project = CreateHost();
        project.Run();
        project.ReplaceProperties(new Dictionary<string, string> { ["PackageVersion"] = "2.0.0", ["GaoDevHost"] = "true" });

        Assert.Contains("2.0.0", Find(project.Run()[0], "OnePlugin.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OtherPolicy_IsFollowed()
    {
        TestProject project = CreateHost();
        Assert.Contains("\"referenced\"", Find(project.Run()[0], "ReferencedProviders.g.cs"), StringComparison.Ordinal);
        project.ReplaceProperties(new Dictionary<string, string> { ["GaoDevHost"] = "true", ["GaoDevDeniedProviders"] = "referenced" });
        Assert.DoesNotContain("\"referenced\"", Find(project.Run()[0], "ReferencedProviders.g.cs"), StringComparison.Ordinal);

        project.ReplaceProperties(new Dictionary<string, string>());

        Assert.DoesNotContain(project.Run()[0].GeneratedSources, static source => source.HintName == "ReferencedProviders.g.cs");
    }

    [Fact]
    public void Run_EqualPropertiesOfAnotherBuild_RedoesNothing()
    {
        TestProject project = CreateHost();
        project.Run();
        project.ReplaceProperties(new Dictionary<string, string> { ["PackageVersion"] = "1.2.3", ["GaoDevHost"] = "true" });

        Assert.All(project.Run()[0].Outputs(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Run_EditInsideAProvidersMethod_RedoesNothing()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Edit("File1.cs", "SupportsTool(string toolName) => false", "SupportsTool(string toolName) => true");

        Assert.All(project.Run()[0].Outputs(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Run_NewProvider_IsSeenByBothGenerators()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Add("New.cs", TestProject.Provider("four", "Four"));

        ImmutableArray<GeneratorRunResult> results = project.Run();

        Assert.Single(results[0].Changed(TrackingNames.Files), IncrementalStepRunReason.New);
        Assert.Contains("FourPlugin", Find(results[0], "ReferencedProviders.g.cs"), StringComparison.Ordinal);
        project.CompileAll();
    }

    [Fact]
    public void Run_RemovedProvider_IsGone()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Remove("File2.cs");

        ImmutableArray<GeneratorRunResult> results = project.Run();

        Assert.Equal(["OnePlugin.g.cs", "ReferencedProviders.g.cs", "ThreePlugin.g.cs"], results[0].GeneratedSources.Select(static source => source.HintName).Order());
        Assert.DoesNotContain("TwoPlugin", Find(results[0], "ReferencedProviders.g.cs"), StringComparison.Ordinal);
        project.CompileAll();
    }

    [Fact]
    public void Run_RenamedProvider_IsRenamed()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Edit("File2.cs", "class Two", "class Zwei");

        ImmutableArray<GeneratorRunResult> results = project.Run();

        Assert.Equal(["OnePlugin.g.cs", "ReferencedProviders.g.cs", "ThreePlugin.g.cs", "ZweiPlugin.g.cs"], results[0].GeneratedSources.Select(static source => source.HintName).Order());
        Assert.Contains("ZweiPlugin", Find(results[0], "ReferencedProviders.g.cs"), StringComparison.Ordinal);
        project.CompileAll();
    }

    [Fact]
    public void Run_ConstantInAnotherFile_IsFollowed()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Edit("File5.cs", "const string Three = \"three\"", "const string Three = \"drei\"");

        ImmutableArray<GeneratorRunResult> results = project.Run();

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified], results[0].Changed(TrackingNames.Files));
        Assert.Contains("Name = \"drei\"", Find(results[0], "ThreePlugin.g.cs"), StringComparison.Ordinal);
        Assert.Contains("\"drei\"", Find(results[0], "ReferencedProviders.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InterfaceInAnotherFile_IsFollowed()
    {
        TestProject project = new(TestProject.Provider("one", "One").Replace(": IAgentProvider", ": Base", StringComparison.Ordinal), "namespace Contoso; /// <summary>x</summary>\npublic interface Base : IAgentProvider;");
        Assert.Single(project.Generate());
        project.Edit("File2.cs", " : IAgentProvider", "");

        Assert.Empty(project.Run()[0].GeneratedSources);
    }

    [Fact]
    public void Run_SecondClassOfTheSameName_GivesBothNewEntryTypes()
    {
        TestProject project = CreateHost();
        project.Run();
        project.Add("New.cs", TestProject.Provider("eins", "One").Replace("namespace Contoso", "namespace Contoso.Other", StringComparison.Ordinal));

        Assert.Equal(5, project.Run()[0].GeneratedSources.Length);
        project.CompileAll();
    }

    [Fact]
    public void Steps_AfterARun_HoldValuesOnly()
    {
        TestProject project = CreateHost();

        object[] reachable = [.. project.Run().SelectMany(static result => result.Reachable(Steps))];

        Assert.True(reachable.Length > 50);
        Assert.All(reachable, static value => Assert.False(
            value is ISymbol or SyntaxNode or SyntaxToken or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel or AttributeData or MetadataReference or Metadata,
            $"{value.GetType()} is kept from run to run"));
    }

    private static TestProject CreateHost() => new(
        "Contoso.Provider",
        new Dictionary<string, string> { ["PackageVersion"] = "1.2.3", ["GaoDevHost"] = "true" },
        [ReferencedPlugin.Reference("referenced", "Referenced"), ReferencedPlugin.Runtime],
        TestProject.Provider("one", "One"),
        TestProject.Provider("two", "Two"),
        TestProject.Provider("three", "Three").Replace("\"three\"", "Names.Three", StringComparison.Ordinal),
        "namespace Contoso; internal static class Unrelated { public static int Method() { return 1; } }",
        "namespace Contoso; internal static class Names { public const string Three = \"three\"; }");

    private static string Find(GeneratorRunResult result, string file) =>
        result.GeneratedSources.Single(source => source.HintName == file).SourceText.ToString();
}
