using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Analyzers.Tests.Diagnostics;

/// <summary>
/// The pages of docs/diagnostics: what code knows of a rule is written from it, what stands behind the mark is written
/// by hand. With GAODEV_WRITE_PAGES=1 pages are brought up to date, otherwise they are compared.
/// </summary>
internal static class RulePages
{
    private const string Mark = "<!-- What is above is written from the rule itself; GAODEV_WRITE_PAGES=1 brings it up to date. -->";

    /// <summary>What MSBuild says, without a descriptor.</summary>
    public static readonly IReadOnlyDictionary<string, (string Title, string Severity, string Description)> BuildRules = new SortedDictionary<string, (string, string, string)>(StringComparer.Ordinal)
    {
        ["GAO9001"] = ("The compiler is new enough", "error", "The generator and the analyzers need the compiler of the .NET 10 SDK or a newer one, and a project that uses PackageReference. An older compiler leaves them out, and nothing would be a provider."),
        ["GAO9003"] = ("The compiled assembly can be checked", "error", "The check of the compiled assembly could not read it."),
        ["GAO9004"] = ("A manifest has at most 256 KiB", "error", "Who reads a manifest refuses a larger one, and the provider with it."),
        ["GAO9005"] = ("A provider package has a provider", "error", "A package that is packed as a GaoDev provider and has none in it would be refused by everyone who installs it."),
        ["GAO9006"] = ("A provider package names its dependencies", "error", "What a package does not name is not restored with it, and the provider fails when it first needs it."),
    };

    public static string Folder { get; } = Path.Combine(
        typeof(RulePages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "RepositoryRoot").Value!, "docs", "diagnostics");

    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
    [
        .. typeof(ProviderClassAnalyzer).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .SelectMany(static type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .DistinctBy(static rule => rule.Id)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> Fixable =
    [
        .. typeof(CodeFixes.ProviderClassFix).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && typeof(CodeFixProvider).IsAssignableFrom(type))
            .SelectMany(static type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    private static bool Writes => Environment.GetEnvironmentVariable("GAODEV_WRITE_PAGES") == "1";

    public static bool IsCurrent(string id)
    {
        DiagnosticDescriptor rule = Rules.Single(rule => rule.Id == id);
        string fix = Fixable.Contains(id) ? "yes" : "no";
        string configurable = rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable) ? " It cannot be configured." : "";
        return Match(id, $"# {id}: {rule.Title}\n\nSeverity: {rule.DefaultSeverity.ToString().ToLowerInvariant()}. Category: {rule.Category}. Code fix: {fix}.{configurable}\n\n{rule.Description}");
    }

    public static bool IsIndexCurrent()
    {
        StringBuilder index = new("# Rules\n\n| id | severity | fix | |\n|---|---|---|---|\n");
        foreach (DiagnosticDescriptor rule in Rules)
        {
            index.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | {(Fixable.Contains(rule.Id) ? "yes" : "")} | {rule.Title} |\n");
        }

        bool current = true;
        foreach ((string id, (string title, string severity, string description)) in BuildRules)
        {
            index.Append($"| [{id}]({id}.md) | {severity} | | {title} |\n");
            current &= Match(id, $"# {id}: {title}\n\nSeverity: {severity}. Said by the build.\n\n{description}");
        }

        StringBuilder table = new("# Guarded APIs\n\nOne table, `src/GaoDev.Plugins/Permissions/GuardedApis.cs`, is applied to source by the analyzers and to compiled code by the build,\n`validate-provider` and `install-provider`. A name in brackets is the type of the first parameter: other overloads are not meant.\n");
        foreach (IGrouping<GuardedCapability, GuardedApi> group in GuardedApis.All.GroupBy(static api => api.Capability))
        {
            table.Append($"\n## {group.Key}: {GuardedRules.IdOf(group.Key)}, {GuardedRules.AttributesOf(group.Key) ?? "no permission"}\n\n");
            table.AppendJoin('\n', group.Select(static api => $"- `{api}`")).Append('\n');
        }

        return current & Match("README", index.ToString().TrimEnd('\n')) & Match("guarded-apis", table.ToString().TrimEnd('\n'));
    }

    private static bool Match(string name, string head)
    {
        string path = Path.Combine(Folder, name + ".md");
        string text = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        int mark = text.IndexOf(Mark, StringComparison.Ordinal);
        string expected = head + "\n\n" + (mark < 0 ? Mark + "\n" : text[mark..]);
        if (Writes)
        {
            File.WriteAllText(path, expected);
            return true;
        }

        return text == expected;
    }
}
