using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GaoDev.Plugins.Tests.Manifests;

/// <summary>Compiles real assemblies with the real compiler, with the manifest attribute written by hand.</summary>
internal static class ProviderCompiler
{
    public const string EntryType = "Fixture.FixturePlugin";

    private static readonly MetadataReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The smallest manifest of a provider of that name.</summary>
    public static string Manifest(string name, string version = "1.0.0") => $$"""{"name":"{{name}}","version":"{{version}}"}""";

    /// <summary>An assembly that declares these providers, all made by one entry type.</summary>
    public static byte[] Provider(string assemblyName, params (string Contract, string Json)[] manifests) =>
        Compile(assemblyName, Source(manifests));

    public static byte[] Compile(string assemblyName, string source, params MetadataReference[] references)
    {
        using MemoryStream image = new();
        var result = CSharpCompilation.Create(
            assemblyName,
            [CSharpSyntaxTree.ParseText(source)],
            [.. Platform, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    private static string Source((string Contract, string Json)[] manifests) =>
        string.Concat(manifests.Select(manifest =>
            $"[assembly: GaoDev.Plugins.ProviderManifest({Quote(manifest.Contract)}, \"{EntryType}\", {Quote(manifest.Json)})]\n"))
        + """
        namespace Fixture;

        public sealed class FixturePlugin : GaoDev.Plugins.BaseProviderPlugin
        {
            public override System.Type GetProviderType() => typeof(FixturePlugin);

            public override GaoDev.Plugins.ProviderMetadata GetMetadata() =>
                throw new System.InvalidOperationException("plugin code ran");

            public override GaoDev.Providers.IAgentProvider CreateProvider(GaoDev.Providers.ProviderContext context) =>
                throw new System.InvalidOperationException("plugin code ran");
        }
        """;

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
