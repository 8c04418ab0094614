using System.Reflection;
using System.Text.RegularExpressions;
using GaoDev.CodeFixes;
using GaoDev.CodeFixes.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GaoDev.Analyzers.Tests;

/// <summary>No rule and no fix is without a test: where it speaks, what it leaves alone, and what a fix writes.</summary>
public partial class CoverageTests
{
    private static readonly string Tests = Path.Combine(
        typeof(CoverageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "RepositoryRoot").Value!, "tests");

    // Each program of the corpus is held to saying what it is marked with, where, and nothing else.
    private static readonly string[] Programs =
        [.. Directory.GetFiles(Path.Combine(Tests, "corpus"), "*.txt").SelectMany(static file => Heading().Split(File.ReadAllText(file)).Skip(1))];

    private static readonly string[] Sources = [.. Directory.GetFiles(Path.Combine(Tests, "GaoDev.Analyzers.Tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

    public static TheoryData<string> Ids => [.. Diagnostics.RulePages.Rules.Select(static rule => rule.Id).Distinct()];

    public static TheoryData<string> Fixes => [.. FixTypes.Select(static type => type.Name)];

    private static IEnumerable<Type> FixTypes => typeof(SyntaxFix).Assembly.GetTypes().Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(CodeFixProvider)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Always_IsSeenInItsExactPlace(string id) =>
        Assert.Contains(Programs, program => program.Contains($"/*{id}*/", StringComparison.Ordinal) || program.Contains($"/*{id}:", StringComparison.Ordinal) || program.Contains($"/*project:{id}*/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Always_LeavesSomethingAlone(string id) =>
        Assert.DoesNotContain(id + "*/", Assert.Single(Programs, program => program.Split('\n')[0].Split(' ').Contains("spares:" + id)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_Always_IsOfRulesAndFixesAllAtOnce(string name)
    {
        CodeFixProvider fix = (CodeFixProvider)Activator.CreateInstance(FixTypes.Single(type => type.Name == name))!;

        Assert.Contains(LanguageNames.CSharp, fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);
        Assert.NotEmpty(fix.FixableDiagnosticIds);
        Assert.Subset(Ids.Select(static row => row.Data).ToHashSet(), fix.FixableDiagnosticIds.ToHashSet());

        // Each permission is looked at before it is declared, and providers are registered once.
        Assert.Equal(name is nameof(DeclarePermissionFix) or nameof(RegisterProvidersFix), fix.GetFixAllProvider() is null);
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_Always_HasATestOfWhatItWrites(string name) =>
        Assert.Contains(Sources, source => Regex.IsMatch(source, $@"(?:VerifyFixAsync<{name}>|CSharpCodeFixTest<\w+, {name},)"));

    [GeneratedRegex("^=== ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
