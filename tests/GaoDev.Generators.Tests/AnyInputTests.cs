using CsCheck;
using GaoDev.Generators.Tests.Pipeline;

namespace GaoDev.Generators.Tests;

/// <summary>Whatever is typed, no generator throws and none says anything: that is the compiler's and the analyzers' to do.</summary>
public class AnyInputTests
{
    private const int Cases = 150;

    private static readonly string Whole = """
        using Alias = GaoDev.Providers.ProviderPluginAttribute;
        namespace Contoso;
        [ProviderPlugin("contoso", Description = "d", Models = ["a", "b"], Version = "1.2.3")]
        [ProviderOption("api_key", Type = ProviderOptionType.Integer, Default = 3, AllowedValues = ["3"])]
        [NetworkAccess("{endpoint}", Reason = nameof(Outer))]
        public sealed partial record Outer<T>(int X) : IAgentProvider where T : class { public partial class Inner { } }
        [Alias(null!)] file static class Other;
        [assembly: ProviderManifest("1.0", "x", "{}")]
        """;

    private static readonly string[] Words =
    [
        "[", "]", "(", ")", "{", "}", ";", ",", "=", "\"", "'", ".", ":", "<", ">", "@", "#if X", "\n", "//", "/*", "null", "default",
        "ProviderPlugin", "ProviderOption", "NetworkAccess", "FileAccess", "class", "record", "partial", "struct", "interface", "namespace", "using",
        "static", "abstract", "public", "IAgentProvider", "\"a-b\"", "\"\\uD800\"", "Name", "Default", "Models", "typeof(int)", "1e999", "-1", "new[] { 1 }", "\0", "\uD800", "é",
    ];

    private static Gen<string> AnyWord => Gen.Int[0, Words.Length - 1].Select(static at => Words[at]);

    [Fact]
    public void Source_Truncated_NeverThrows() => Gen.Int[0, Whole.Length].Sample(length => Run(Whole[..length]), iter: Cases);

    [Fact]
    public void Source_WithAGarbledPlace_NeverThrows() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 20], AnyWord).Sample(
            (at, length, word) => Run(Whole[..at] + word + Whole[Math.Min(Whole.Length, at + length)..]), iter: Cases);

    [Fact]
    public void Source_OfAnyWords_NeverThrows() => AnyWord.Array[0, 40].Sample(words => Run("[ProviderPlugin(" + string.Join(' ', words)), iter: Cases);

    // The run itself asserts that nothing was thrown and nothing was said.
    private static void Run(string source) => new TestProject("Contoso.Provider", new Dictionary<string, string> { ["GaoDevHost"] = "true" }, [ReferencedPlugin.Runtime], source).Run();
}
