using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Tests;

/// <summary>Holds rules, their pages and their release rows together.</summary>
public class DescriptorTests
{
    private static readonly string[] ReleaseRows =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "releases")).SelectMany(File.ReadAllLines).Where(static line => line.StartsWith("GAO", StringComparison.Ordinal))];

    private static IEnumerable<DiagnosticDescriptor> AllRules => Diagnostics.RulePages.Rules;

    public static TheoryData<string> Ids => new(AllRules.Select(static rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Always_HasAPageThatItsLinkNames(string id)
    {
        DiagnosticDescriptor rule = Find(id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.True(Diagnostics.RulePages.IsCurrent(id), $"docs/diagnostics/{id}.md does not say what the rule says. Run this program with GAODEV_WRITE_PAGES=1.");
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
        IEnumerable<string> pages = Directory.GetFiles(Diagnostics.RulePages.Folder, "GAO*.md").Select(static page => Path.GetFileNameWithoutExtension(page)!);

        Assert.Equal(AllRules.Select(static rule => rule.Id).Concat(Diagnostics.RulePages.BuildRules.Keys).Order(), pages.Order());
    }

    [Fact]
    public void Index_Always_ListsEveryRuleAndEveryGuardedApi() =>
        Assert.True(Diagnostics.RulePages.IsIndexCurrent(), "docs/diagnostics/README.md or guarded-apis.md is not what the code says. Run this program with GAODEV_WRITE_PAGES=1.");

    private static DiagnosticDescriptor Find(string id) => AllRules.Single(rule => rule.Id == id);
}
