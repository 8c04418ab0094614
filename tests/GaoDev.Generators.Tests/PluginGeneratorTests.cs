using System.Text.Json;
using GaoDev.Generators.Tests.Pipeline;

namespace GaoDev.Generators.Tests;

public class PluginGeneratorTests
{
    public static TheoryData<string, string> Shapes => new()
    {
        { "nested in classes, structs, records and interfaces", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            public partial class A { /// <summary>x</summary>
                public partial struct B { /// <summary>x</summary>
                    public partial record C { /// <summary>x</summary>
                        public partial record struct D { /// <summary>x</summary>
                            public partial interface E { /// <summary>x</summary>
                                [ProviderPlugin("a")] public sealed partial class P : IAgentProvider { {{TestProject.Members}} } } } } } }
            """ },
        { "in the global namespace", $$"""
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial class P : IAgentProvider { {{TestProject.Members}} }
            """ },
        { "named with keywords", $$"""
            namespace @namespace.@int;
            /// <summary>x</summary>
            public partial class @void { /// <summary>x</summary>
                [ProviderPlugin("a")] public sealed partial class @class(ProviderContext @event) : IAgentProvider { /// <summary>x</summary>
                    public object X => @event; {{TestProject.Members}} } }
            """ },
        { "named with contextual keywords", $$"""
            namespace record.file;
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial class @record : IAgentProvider { {{TestProject.Members}} }
            """ },
        { "named in other scripts", $$"""
            namespace Контосо;
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial class プロバイダー : IAgentProvider { {{TestProject.Members}} }
            """ },
        { "a record", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial record P : IAgentProvider { {{TestProject.Members}} }
            """ },
        { "internal", TestProject.Provider("a", "P", "internal sealed partial") },
        { "obsolete", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            [Obsolete("old"), ProviderPlugin("a")] public sealed partial class P : IAgentProvider { {{TestProject.Members}} }
            """ },
        { "in a namespace that hides names", $$"""
            namespace Contoso.System { /// <summary>x</summary>
                public static class GaoDev { } }
            namespace Contoso.System {
                /// <summary>x</summary>
                [ProviderPlugin("a")] public sealed partial class P : IAgentProvider { {{TestProject.Members}} } }
            """ },
        { "with members of its own", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial class P : IAgentProvider { /// <summary>x</summary>
                public string Name => "a"; string IAgentProvider.Version => "1.2.3"; {{TestProject.Members}} }
            """ },
        { "not partial", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed class P : IAgentProvider { /// <summary>x</summary>
                public string Name => "a"; /// <summary>x</summary>
                public string Version => "1.2.3"; /// <summary>x</summary>
                public IReadOnlyList<string> SupportedModels => []; {{TestProject.Members}} }
            """ },
        { "derived from a class with abstract members", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            public abstract class Base : IAgentProvider { /// <summary>x</summary>
                public abstract string Name { get; } /// <summary>x</summary>
                public abstract string Version { get; } /// <summary>x</summary>
                public virtual IReadOnlyList<string> SupportedModels => ["m"]; {{TestProject.Members}} }
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial class P : Base;
            """ },
        { "with required members that its constructor sets", $$"""
            namespace Contoso;
            /// <summary>x</summary>
            [ProviderPlugin("a")] public sealed partial class P : IAgentProvider { /// <summary>x</summary>
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public P(ProviderContext context) => X = context; /// <summary>x</summary>
                public required object X { get; init; } {{TestProject.Members}} }
            """ },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Generate_ClassOfAnyShape_CompilesWithoutAWarning(string shape, string source)
    {
        Assert.NotEmpty(shape);
        Assert.Single(new TestProject(source).Generate());
    }

    [Theory]
    [InlineData("public abstract partial")]
    [InlineData("public static partial")]
    [InlineData("file sealed partial")]
    public void Generate_ClassThatCannotBeMade_IsLeftOut(string modifiers) => AssertLeftOut(TestProject.Provider("a", "P", modifiers));

    [Theory]
    [InlineData("P<T>", "a")]
    [InlineData("P", "Not Kebab")]
    [InlineData("P(string text)", "a")]
    [InlineData("P", "a\", Version = \"1.0")]
    public void Generate_ClassThatAnalyzersRefuse_IsLeftOut(string className, string name) => AssertLeftOut(TestProject.Provider(name, className));

    [Fact]
    public void Generate_ForeignAttributeOfTheSameName_IsLeftOut()
    {
        TestProject project = new("""
            namespace Other { public sealed class ProviderPluginAttribute(string name) : Attribute { public string Name { get; } = name; } }
            namespace Contoso { [Other.ProviderPlugin("a")] public sealed class P; }
            """);

        Assert.All(project.Run(), static result => Assert.Empty(result.GeneratedSources));
    }

    [Fact]
    public void Generate_AttributeOnTwoPartsOfOneClass_WritesOneFile()
    {
        TestProject project = new(TestProject.Provider("a", "P"), "namespace Contoso; [ProviderPlugin(\"a\")] public sealed partial class P;");

        Assert.Single(project.Run()[0].GeneratedSources);
    }

    [Fact]
    public void Generate_ClassesThatShareAName_GetEntryTypesOfTheirOwn()
    {
        TestProject project = new(
            TestProject.Provider("a", "Same"),
            TestProject.Provider("b", "SAME"),
            TestProject.Provider("c", "Same").Replace("namespace Contoso", "namespace Contoso.Other", StringComparison.Ordinal),
            TestProject.Provider("d", "Unlike"));

        IReadOnlyDictionary<string, string> files = project.Generate();

        Assert.Equal(4, files.Count);
        Assert.Equal(4, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("UnlikePlugin.g.cs", files.Keys);
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1.2", "1.2.0")]
    [InlineData("1.2.3.4", "1.2.3+4")]
    [InlineData("1.2.3-beta.1+abc", "1.2.3-beta.1+abc")]
    [InlineData("", "1.0.0")]
    [InlineData("what", "1.0.0")]
    public void Generate_PackageVersion_BecomesTheProviders(string packageVersion, string expected)
    {
        TestProject project = new("X", new Dictionary<string, string> { ["PackageVersion"] = packageVersion }, [], TestProject.Provider("a", "P"));

        Assert.Contains($"string Version => \"{expected}\";", project.Generate()["PPlugin.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_NoPackageVersion_TakesVersion()
    {
        TestProject project = new("X", new Dictionary<string, string> { ["Version"] = "4.5.6" }, [], TestProject.Provider("a", "P"));

        Assert.Contains("string Version => \"4.5.6\";", project.Generate()["PPlugin.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ShuffledAttributesAndFiles_GivesTheSameBytes()
    {
        string[] attributes =
        [
            "[NetworkAccess(\"b\")]", "[NetworkAccess(\"a\")]", "[FileAccess(FileAccessMode.Write, \"{project}\")]", "[StorageAccess]",
            "[ProviderOption(\"z\")]", "[ProviderOption(\"a\", AllowedValues = [\"x\", \"y\"])]",
        ];
        string first = TestProject.Provider("a", "P");
        string[] results = [.. Enumerable.Range(0, 2).Select(reverse => reverse == 1)
            .Select(reverse => new TestProject(first.Replace("[ProviderPlugin", string.Concat(reverse ? attributes.Reverse() : attributes) + "[ProviderPlugin", StringComparison.Ordinal)).Generate()["PPlugin.g.cs"])];

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void Generate_LoadedEntryType_SaysWhatTheManifestSays()
    {
        using LoadedProject loaded = new(new TestProject("""
            namespace Contoso;
            /// <summary>A provider.</summary>
            [ProviderPlugin("contoso", Description = "d\"\\\u0001\ud800 ü", Author = "c", Models = ["b", "a", "b"], RequiresCli = "git", Version = "2.0.0-rc.1")]
            [ProviderOption("key", Required = true, Secret = true, Environment = "KEY", Description = "k")]
            [ProviderOption("mode", AllowedValues = ["slow", "fast"], Default = "fast")]
            [ProviderOption("ratio", Type = ProviderOptionType.Number, Default = 0.1)]
            [ProviderOption("count", Type = ProviderOptionType.Integer, Default = -7L)]
            [ProviderOption("on", Type = ProviderOptionType.Boolean, Default = true)]
            [ProviderOption("at", Type = ProviderOptionType.Uri, Default = "https://contoso.com/x")]
            [FileAccess(FileAccessMode.Read, "{project}", Reason = "reads"), FileAccess(FileAccessMode.Write, "/tmp"), NetworkAccess("{at}")]
            [EnvironmentAccess("A_*"), SubprocessAccess("git"), NativeCodeAccess, StorageAccess]
            public sealed partial class P(ProviderContext context) : IAgentProvider
            {
                /// <summary>What it was given.</summary>
                public ProviderContext Given => context;
            """ + TestProject.Members + "}"));

        GaoDev.Plugins.ProviderMetadata metadata = loaded.Plugin.GetMetadata();
        JsonElement manifest = JsonDocument.Parse(loaded.Manifest.Manifest).RootElement;

        Assert.Equal("1.0", loaded.Manifest.ContractVersion);
        Assert.Equal(loaded.Plugin.GetType().FullName, loaded.Manifest.EntryType);
        Assert.Equal("contoso", metadata.Name);
        Assert.Equal(["b", "a"], metadata.SupportedModels);
        Assert.Equal("b", metadata.DefaultModel);
        Assert.True(metadata.RequiresApiKey);
        Assert.Equal("2.0.0-rc.1", metadata.Version);
        Assert.Equal("d\"\\\u0001\ud800 ü", metadata.Description);
        Assert.Equal(["at", "count", "key", "mode", "on", "ratio"], metadata.Options.Select(static option => option.Name));
        Assert.Equal(["https://contoso.com/x", "-7", null, "fast", "true", "0.1"], metadata.Options.Select(static option => option.Default));
        Assert.Equal(metadata.Permissions.Count, manifest.GetProperty("permissions").GetArrayLength());
        Assert.Equal(
            ["Environment A_*", "FileRead {project}", "FileWrite /tmp", "NativeCode ", "Network {at}", "Storage ", "Subprocess git"],
            metadata.Permissions.Select(static permission => $"{permission.Kind} {permission.Value}"));
        Assert.Equal("""{"type":"string","default":"fast","enum":["fast","slow"]}""", Reorder(manifest.GetProperty("options").GetProperty("properties").GetProperty("mode")));
        Assert.Equal("0.1", manifest.GetProperty("options").GetProperty("properties").GetProperty("ratio").GetProperty("default").GetRawText());
        Assert.Equal("uri", manifest.GetProperty("options").GetProperty("properties").GetProperty("at").GetProperty("format").GetString());
        Assert.Equal(loaded.Plugin.GetProviderType(), loaded.Create().GetType());
        Assert.Equal((metadata.Name, metadata.Version), (loaded.Create().Name, loaded.Create().Version));
        Assert.Same(metadata.SupportedModels, loaded.Create().SupportedModels);
    }

    private static string Reorder(JsonElement option) =>
        $$"""{"type":{{option.GetProperty("type").GetRawText()}},"default":{{option.GetProperty("default").GetRawText()}},"enum":{{option.GetProperty("enum").GetRawText()}}}""";

    private static void AssertLeftOut(string source) =>
        Assert.All(new TestProject(source).Run(), static result => Assert.Empty(result.GeneratedSources));
}
