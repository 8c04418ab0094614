using GaoDev.Generators.Tests.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Generators.Tests;

/// <summary>The same sources give the same bytes, wherever they lie and in whatever order they are given.</summary>
public class ReproducibilityTests
{
    [Fact]
    public void Assembly_BuiltOnTwoPaths_IsTheSame() => Assert.Equal(Build("/home/one/src", static trees => trees), Build("/tmp/two/x/y", static trees => trees));

    [Fact]
    public void GeneratedFiles_OfSourcesInAnotherOrder_AreTheSame()
    {
        string[] sources = [.. Enumerable.Range(0, 5).Select(static i => TestProject.Provider($"p{i}", $"Provider{i}"))];

        Assert.Equal(new TestProject(sources).Generate().OrderBy(static file => file.Key), new TestProject([.. sources.Reverse()]).Generate().OrderBy(static file => file.Key));
    }

    private static byte[] Build(string root, Func<IEnumerable<SyntaxTree>, IEnumerable<SyntaxTree>> order)
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp14);
        string[] sources = ["global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using GaoDev.Permissions; global using GaoDev.Providers;", TestProject.Provider("one", "One"), TestProject.Provider("two", "Two")];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Contoso.Provider",
            order(sources.Select((source, i) => CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), parse, $"{root}/File{i}.cs"))),
            TestProject.PlatformReferences,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true, nullableContextOptions: NullableContextOptions.Enable, sourceReferenceResolver: new SourceFileResolver([], null, [new(root, "/_")])));
        CSharpGeneratorDriver.Create([new PluginGenerator().AsSourceGenerator()], parseOptions: parse).RunGeneratorsAndUpdateCompilation(compilation, out Compilation all, out _, TestContext.Current.CancellationToken);
        using MemoryStream image = new();
        Assert.True(all.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(debugInformationFormat: Microsoft.CodeAnalysis.Emit.DebugInformationFormat.Embedded), cancellationToken: TestContext.Current.CancellationToken).Success);
        return image.ToArray();
    }
}
