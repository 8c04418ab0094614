using System.Text.RegularExpressions;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>
/// One program of tests/corpus. <c>/*GAO1001*/</c> stands right before what is to be reported, <c>/*il:GAO3003*/</c>
/// anywhere in the line of which the check of the compiled assembly speaks, <c>/*project:GAO4001*/</c> anywhere where
/// something is said of the project. A program without a mark builds and answers, or registers what its head names.
/// </summary>
internal sealed partial record CorpusProgram(string Name, IReadOnlySet<string> Flags, IReadOnlyList<CorpusFile> Files)
{
    private const string Members = """
        public bool SupportsTool(string toolName) => false;
            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);
            public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken) { await Task.Yield(); yield return "ok"; }
        """;

    // The part of GaoDev.Runtime that an application's set-up and generated code use.
    private const string Runtime = """
        namespace GaoDev.Runtime
        {
            public sealed class GaoDevBuilder { public GaoDevBuilder AddProvider(string name, Func<BaseProviderPlugin> create) => this; }
            public static class Setup { public static object AddGaoDev(this object services, Action<GaoDevBuilder> configure) => services; }
        }
        """;

    public static IReadOnlyList<CorpusProgram> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(path => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))];

    private static IEnumerable<CorpusProgram> Read(string area, string text) =>
        from block in Heading().Split(text.ReplaceLineEndings("\n")).Skip(1)
        let lines = block.Split('\n', 2)
        let head = lines[0].Split('|', 2)
        let flags = head.Length > 1 ? head[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : []
        select new CorpusProgram($"{area}/{head[0].Trim()}", flags.ToHashSet(StringComparer.Ordinal), [.. Split(lines[1], flags)]);

    private static IEnumerable<CorpusFile> Split(string source, string[] flags)
    {
        string[] parts = File_().Split(source);
        yield return new("Program.cs", null, Expand(parts[0], flags));
        for (int i = 1; i < parts.Length; i += 2)
        {
            string name = parts[i].Trim();
            string? assembly = name.StartsWith("reference ", StringComparison.Ordinal) ? name["reference ".Length..].Split(' ')[0] : null;
            yield return new(name, assembly, Expand(parts[i + 1], name.EndsWith(" member", StringComparison.Ordinal) ? ["member"] : []));
        }
    }

    private static string Expand(string source, string[] flags)
    {
        string trimmed = source.Trim('\n');
        if (flags.Contains("member"))
        {
            string[] lines = trimmed.Split('\n');
            string[] attributes = [.. lines.Where(static line => line.StartsWith('@')).Select(static line => line[1..])];
            string plugin = attributes.Any(static line => line.Contains("ProviderPlugin", StringComparison.Ordinal)) ? "" : "[ProviderPlugin(\"contoso\", Description = \"d\")]\n";
            trimmed = $"namespace Contoso;\n{plugin}{string.Join('\n', attributes)}\npublic sealed partial class ContosoProvider(ProviderContext context) : IAgentProvider\n{{\n    $M\n    public ProviderContext Context => context;\n"
                + string.Join('\n', lines.Where(static line => !line.StartsWith('@'))) + "\n}\n";
        }

        return trimmed.Replace("$M", Members, StringComparison.Ordinal).Replace("$R", Runtime, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^=== ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^--- ([^\n]+)\n", RegexOptions.Multiline)]
    private static partial Regex File_();
}
