using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Tests;

/// <summary>Holds rules, their pages and their release rows together.</summary>
public class DescriptorTests
{
    private static readonly string[] ReleaseRows =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "releases")).SelectMany(File.ReadAllLines).Where(static line => line.StartsWith("GAO", StringComparison.Ordinal))];

    public static TheoryData<string> Ids => new(new ProviderClassAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Always_HasAPageThatItsLinkNames(string id)
    {
        DiagnosticDescriptor rule = Find(id);
        string page = Path.Combine(AppContext.BaseDirectory, "docs", id + ".md");

        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Equal($"# {id}: {rule.Title}", File.ReadLines(page).First());
        Assert.Contains($"Severity: {rule.DefaultSeverity.ToString().ToLowerInvariant()}", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Always_HasAReleaseRow(string id)
    {
        DiagnosticDescriptor rule = Find(id);

        string row = Assert.Single(ReleaseRows, row => row.StartsWith(id, StringComparison.Ordinal));
        Assert.Equal([rule.Id, rule.Category, rule.DefaultSeverity.ToString(), rule.Title.ToString()], row.Split('|').Select(static cell => cell.Trim()));
    }

    [Fact]
    public void Pages_Always_AreOfRulesThatExist()
    {
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs")).Select(static page => Path.GetFileNameWithoutExtension(page)!);

        Assert.Equal(new ProviderClassAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id).Order(), pages.Order());
    }

    private static DiagnosticDescriptor Find(string id) => new ProviderClassAnalyzer().SupportedDiagnostics.Single(rule => rule.Id == id);
}
