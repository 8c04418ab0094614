using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Analyzers.Tests.Permissions;

/// <summary>Source and IL are judged by one table, and so alike.</summary>
public class TwoReadersTests
{
    public static TheoryData<string> Members =>
    [
        "string M() => System.IO.File.ReadAllText(\"x\");",
        "object M() => new System.IO.FileStream(\"x\", System.IO.FileMode.Open);",
        "object M() => new System.IO.StreamReader(\"x\");",
        "object M(System.IO.Stream s) => new System.IO.StreamReader(s);",
        "object M() { System.IO.StreamWriter w = new(\"x\"); return w; }",
        "object M() => System.Xml.Linq.XDocument.Load(\"x\");",
        "object M(System.IO.Stream s) => System.Xml.Linq.XDocument.Load(s);",
        "string M() => System.IO.Path.Combine(System.IO.Path.GetTempPath(), \"x\");",
        "string M() => System.IO.Path.GetTempFileName();",
        "object M() => context.HttpClient;",
        "object M() => new System.Net.Http.HttpClient();",
        "object M() => new System.Net.Http.HttpRequestMessage();",
        "object M() => new System.Net.Sockets.TcpClient();",
        "object? M() => System.Diagnostics.Process.Start(\"git\");",
        "void M(System.Diagnostics.Process p) { }",
        "System.Diagnostics.Process? F;",
        "List<System.Diagnostics.Process> F = [];",
        "Func<string, string?> M() => Environment.GetEnvironmentVariable;",
        "string M() => Environment.NewLine;",
        "Type M() => typeof(System.IO.File);",
        "string M() => nameof(System.IO.File);",
        "object? M() => Type.GetType(\"System.IO.File\");",
        "object M() => GetType();",
        "object? M() => typeof(string).Assembly.GetType(\"x\");",
        "object? M() => typeof(string).Assembly.GetTypes();",
        "object? M() => Activator.CreateInstance(typeof(string));",
        "object? M() => Activator.CreateInstance(\"a\", \"b\");",
        "object? M() => new System.Reflection.Emit.DynamicMethod(\"x\", null, null);",
        "object? M(System.Linq.Expressions.Expression<Func<int>> e) => e.Compile();",
        "[System.Runtime.InteropServices.DllImport(\"c\")] static extern int getpid();",
        "object? M() => System.Runtime.InteropServices.NativeLibrary.GetMainProgramHandle();",
        "unsafe int M(int* p) => *p;",
        "unsafe int M(int[] a) { fixed (int* p = a) { return *p; } }",
        "int M() { Span<int> s = stackalloc int[4]; return s[0]; }",
        "bool M(Span<char> s) => s.SequenceEqual(\"abc\");",
        "void M() => Console.WriteLine(\"x\");",
        "async Task M() { await Task.Delay(1); await foreach (var u in ExecuteTaskAsync(null!, default)) { } }",
        "IEnumerable<int> M() { yield return 1; }",
        "object M() => new { A = 1 };",
        "string M(int i) => $\"{i} {DateTime.Now:O}\";",
        "object M() => System.Text.Json.JsonSerializer.Serialize(new { A = 1 });",
        "sealed record R(int A, string B);",
        "object M(string s) => s switch { \"a\" => 1, \"b\" => 2, \"c\" => 3, \"d\" => 4, \"e\" => 5, \"f\" => 6, \"g\" => 7, _ => 8 };",
        "System.Net.Http.HttpClient? M(System.Net.Http.HttpClient c) => c;",
        "void M<T>() where T : System.Diagnostics.Process { }",
        "abstract class Mine : System.Net.Http.HttpMessageHandler;",
        "abstract class Mine : System.IO.FileSystemInfo;",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task SourceAndIl_OfOneProvider_AreJudgedAlike(string member)
    {
        CompiledProvider provider = new([], PermissionRule.Provider("", member));

        Assert.Equal((await provider.AnalyzeAsync()).Order(), provider.Read().Select(static use => GuardedRules.IdOf(use.Api.Capability)).Distinct().Order());
    }

    [Fact]
    public async Task Use_OfATypeThatIsNeverNamed_IsFoundInIlAtItsLine()
    {
        CSharpCompilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText("public static class Library { public static System.Diagnostics.Process Make() => null!; }", cancellationToken: TestContext.Current.CancellationToken)],
            Rule.Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CompiledProvider provider = new(
            [MetadataReference.CreateFromImage(image.ToArray())],
            PermissionRule.Provider(""),
            "namespace Contoso;\ninternal static class Other\n{\n    public static void M()\n    {\n        var made = Library.Make();\n        made.Kill();\n    }\n}");

        Assert.Empty(await provider.AnalyzeAsync());
        IlApiUse use = Assert.Single(provider.Read());
        Assert.Equal((GuardedCapability.Process, "Other.M", "/src/File2.cs", 7), (use.Api.Capability, use.Member, use.File, use.Line));
    }

    [Fact]
    public void Use_Suppressed_IsFoundInIl()
    {
        CompiledProvider provider = new([], PermissionRule.Provider("", "#pragma warning disable GAO3001\n    string M() => System.IO.File.ReadAllText(\"x\");"));

        Assert.Equal("ContosoProvider.M", Assert.Single(provider.Read()).Member);
    }

    [Fact]
    public void Table_Always_NamesWhatExists()
    {
        CSharpCompilation platform = CSharpCompilation.Create("x", references: Rule.Platform.Add(Rule.Contract));

        // What is not part of the shared framework is in the table by its name alone.
        Assert.Empty(
            from api in GuardedApis.All
            where !api.Type.StartsWith("Microsoft.", StringComparison.Ordinal) && !api.Type.StartsWith("System.Net.Http.IHttp", StringComparison.Ordinal) && !api.Type.EndsWith("BinaryFormatter", StringComparison.Ordinal) && !api.Type.StartsWith("System.CodeDom", StringComparison.Ordinal)
            let type = platform.GetTypeByMetadataName(api.Type)
            where type is null || (api.Member is not null && type.GetMembers(api.Member).IsEmpty)
            select api.ToString());
    }
}
