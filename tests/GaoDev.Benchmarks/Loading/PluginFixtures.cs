using System.Globalization;
using System.Text;
using GaoDev.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Benchmarks.Loading;

/// <summary>Compiles plugins to measure with: an assembly and a private dependency each, with types that are not used.</summary>
internal static class PluginFixtures
{
    private const int FillerTypes = 60;

    public static string EntryType(int number) => FormattableString.Invariant($"Fixture.Plugin{number}");

    public static string EntryAssembly(int number) => FormattableString.Invariant($"Fixture{number}");

    public static string DependencyAssembly(int number) => FormattableString.Invariant($"Fixture{number}.Dependency");

    public static void Compile(string folder, int count)
    {
        MetadataReference[] framework =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll" or "System.Collections.dll")
                .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(BasePlugin).Assembly.Location),
        ];
        for (int number = 0; number < count; number++)
        {
            string target = Path.Combine(folder, EntryAssembly(number));
            Directory.CreateDirectory(target);
            string dependency = Path.Combine(target, DependencyAssembly(number) + ".dll");
            Emit(dependency, DependencySource(), framework);
            Emit(Path.Combine(target, EntryAssembly(number) + ".dll"), PluginSource(number), [.. framework, MetadataReference.CreateFromFile(dependency)]);
        }
    }

    private static void Emit(string path, string source, IEnumerable<MetadataReference> references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using FileStream file = File.Create(path);
        var result = compilation.Emit(file);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }
    }

    private static string DependencySource() =>
        "namespace Fixture.Dependency; public static class Answer { public static string Name => \"fixture\"; }" + Filler();

    private static string PluginSource(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        namespace Fixture;
        public sealed class Plugin{{number}} : GaoDev.Plugins.BaseProviderPlugin
        {
            public override System.Type GetProviderType() => typeof(Plugin{{number}});
            public override GaoDev.Plugins.ProviderMetadata GetMetadata() => new() { Name = Fixture.Dependency.Answer.Name, Version = "1.0.0" };
            public override GaoDev.Providers.IAgentProvider CreateProvider(GaoDev.Providers.ProviderContext context) => null!;
        }
        {{Filler()}}
        """);

    private static string Filler()
    {
        StringBuilder source = new();
        for (int type = 0; type < FillerTypes; type++)
        {
            source.Append(CultureInfo.InvariantCulture, $"internal sealed class Filler{type} {{ public int Value{type} {{ get; set; }} public override string ToString() => \"{type}\" + Value{type}; }}\n");
        }

        return source.ToString();
    }
}
