using System.Text.RegularExpressions;
using CsCheck;
using GaoDev.Generators.Models;
using GaoDev.Generators.Scanning;
using GaoDev.Generators.Tests.Pipeline;
using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Generators.Tests;

/// <summary>The scan finds what the compiler's own search finds, whatever the source, and after any edits what it would find from the start.</summary>
public partial class ScanTests
{
    // Each declares something by which the meaning of others can change.
    private static readonly string[] Sources =
    [
        TestProject.Provider("one", "One"),
        TestProject.Provider("two", "Two").Replace("\"two\"", "Names.Two", StringComparison.Ordinal),
        TestProject.Provider("three", "Three").Replace(": IAgentProvider", ": Base", StringComparison.Ordinal),
        "namespace Contoso; [Alias(\"four\")] public sealed partial class Four : IAgentProvider { " + TestProject.Members + " }",
        "namespace Contoso; [ProviderPlugin(\"five\"), ProviderPlugin(\"fünf\")] public sealed partial class Five : IAgentProvider { " + TestProject.Members + " } [ProviderPlugin(\"six\")] public sealed partial record Six : IAgentProvider { " + TestProject.Members + " }",
        "namespace Contoso; internal static partial class Names { public const string Two = \"two\"; }",
        "namespace Contoso; internal static partial class Names { public const string Two = Other.Value + \"b\"; } internal static class Other { public const string Value = \"a\"; }",
        "namespace Contoso; public abstract class Base : IAgentProvider { public abstract string Name { get; } public string Version => \"1.0.0\"; " + TestProject.Members + " }",
        "namespace Contoso; public abstract class Base { public string? Name { get; } }",
        "global using Alias = GaoDev.Providers.ProviderPluginAttribute;",
        "global using AliasAttribute = GaoDev.Providers.ProviderPluginAttribute;",
        "namespace Contoso; internal sealed class ProviderPluginAttribute(string name) : System.Attribute { public string Name => name; }",
        "namespace Contoso; public interface IAgentProvider;",
        "namespace Contoso.IAgentProvider { internal static class Inside; }",
        "namespace Contoso; public sealed partial class One { public string Name => \"one\"; public One(int number) { } }",
        "namespace Contoso; [NetworkAccess(\"a.b\")] partial class Two;",
        "namespace Contoso; public partial class Outer { [ProviderPlugin(\"seven\")] public sealed partial class Seven(ProviderContext context) : IAgentProvider { public object C => context; " + TestProject.Members + " } }",
        "namespace Contoso; internal partial class Outer;",
        "namespace Contoso; internal static class Unrelated { public static int M() { return 1; } }",
        "using Inner = GaoDev.Providers.ProviderPluginAttribute; namespace Contoso { using Innermost = Inner; [Inner(\"eight\")] public sealed partial class Eight : IAgentProvider { " + TestProject.Members + " } }",
        "namespace Contoso; [@ProviderPlugin(\"nine\")] public sealed partial class @class : IAgentProvider { " + TestProject.Members + " }",
        "namespace Contoso; [ProviderPl\\u0075gin(\"ten\")] public sealed partial class Ten : IAgentProvider { " + TestProject.Members + " }",
    ];

    public static TheoryData<string, string> Corpus => new(
        from file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus"), "*.txt").Order(StringComparer.Ordinal)
        from program in Heading().Split(File.ReadAllText(file)).Skip(1)
        let lines = program.Split('\n', 2)
        select ((string, string))(Path.GetFileNameWithoutExtension(file) + ": " + lines[0], lines[1]));

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Program_OfTheCorpus_IsScannedAsTheCompilerSearches(string name, string text)
    {
        TestProject project = new(Part().Split(text).Select(part => Expand(name, part)));

        Assert.Equal(AttributeSearch.Find(project.Compilation), Scan(project.Compilation));
    }

    [Fact]
    public void Project_AfterAnyEdits_IsScannedAsFromTheStart() => Gen.Select(Gen.Int[0, Sources.Length - 1], Gen.Int[0, 3]).Array[1, 25].Sample(
        static edits =>
        {
            TestProject project = new();
            Dictionary<string, int> files = [];
            foreach ((int source, int how) in edits)
            {
                string path = $"Source{source}.cs";
                switch (how, files.ContainsKey(path))
                {
                    case (_, false):
                        project.Add(path, Sources[source]);
                        files[path] = 0;
                        break;
                    case (0, true):
                        project.Remove(path);
                        files.Remove(path);
                        break;
                    case (1, true):
                        project.Edit(path, ";", $"; /* {++files[path]} */ ");
                        break;
                    case (2, true) when Sources[source].Contains("=> false;", StringComparison.Ordinal):
                        project.Remove(path);
                        project.Add(path, Sources[source].Replace("=> false;", $"{{ return {(++files[path] % 2 == 0 ? "true" : "false")}; }}", StringComparison.Ordinal));
                        break;
                    case (_, true):
                        project.Remove(path);
                        project.Add(path, Sources[source].Replace("public", "internal", StringComparison.Ordinal));
                        break;
                }

                Assert.Equal(AttributeSearch.Find(project.Compilation), Scan(project.Compilation));
            }
        },
        iter: 40);

    [Theory]
    [InlineData("return 1;", "return 1; }")]
    [InlineData("return 1;", "return 1; } public const string Two = \"b\"; static void N() {")]
    [InlineData("{ return 1; }", "=> 1;")]
    [InlineData("int M", "long M")]
    public void Edit_ThatReachesOutOfABody_IsSeen(string before, string after)
    {
        TestProject project = new(TestProject.Provider("one", "One"), "namespace Contoso; internal static class Names { public static int M() { return 1; } }");
        ProjectOutline outline = Outline(project.Compilation);
        project.Edit("File2.cs", before, after);

        Assert.NotSame(outline, Outline(project.Compilation));
    }

    [Theory]
    [InlineData("return 1;", "return 2;")]
    [InlineData("return 1;", "if (true) { return 3; } return 1;")]
    [InlineData("return 1;", "")]
    [InlineData("return 1;", "\n#if X\n return 1; } public const string Y = \"\"; static void N() {\n#endif\n return 1;")]
    public void Edit_InsideABody_IsNotSeen(string before, string after)
    {
        TestProject project = new(TestProject.Provider("one", "One"), "namespace Contoso; internal static class Names { public static int M() { return 1; } }");
        ProjectOutline outline = Outline(project.Compilation);
        project.Edit("File2.cs", before, after);

        Assert.Same(outline, Outline(project.Compilation));
    }

    // Through what is remembered, as the pipeline asks.
    private static IReadOnlyList<ProviderClassModel> Scan(CSharpCompilation compilation) =>
        Outline(compilation).Providers;

    private static ProjectOutline Outline(CSharpCompilation compilation) => ProjectOutline.Of(compilation, TestProject.NoProperties, TestContext.Current.CancellationToken);

    private static string Expand(string name, string part)
    {
        string text = part.Replace("$M", TestProject.Members, StringComparison.Ordinal);
        return !name.Contains("| member", StringComparison.Ordinal) ? text
            : "namespace Contoso;\n[ProviderPlugin(\"contoso\")]\n" + string.Concat(text.Split('\n').Where(static line => line.StartsWith('@')).Select(static line => line[1..] + "\n"))
                + "public sealed partial class ContosoProvider(ProviderContext context) : IAgentProvider\n{\n" + TestProject.Members + "\n" + string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith('@'))) + "\n}";
    }

    [GeneratedRegex(@"^=== ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^--- [^\n]+\n", RegexOptions.Multiline)]
    private static partial Regex Part();
}
