using System.Text.RegularExpressions;

namespace GaoDev.Architecture.Tests;

public sealed partial class SourceTests
{
    private static readonly string[] Product = ["src", "generators", "analyzers", "templates", "examples"];
    private const int MostLines = 350;

    [Fact]
    public void Sources_Everywhere_LeaveNothingUnwritten() => Assert.All(
        Repository.Sources([.. Product, "tests"]).Where(path => !path.EndsWith(nameof(SourceTests) + ".cs", StringComparison.Ordinal)),
        path => Assert.DoesNotMatch(Unwritten(), File.ReadAllText(path)));

    [Fact]
    public void Sources_Everywhere_AreShort() =>
        Assert.Empty(Repository.Sources([.. Product, "tests"]).Where(path => File.ReadLines(path).Count() > MostLines).Select(Repository.Relative));

    [Fact]
    public void Folders_OfTheProduct_NameStagesOrFeatures() =>
        Assert.Empty(Repository.Sources(Product).Where(path => Vague().IsMatch(Repository.Relative(path))).Select(Repository.Relative));

    [Fact]
    public void PublicTypes_OfTheProduct_HaveAFileEach() => Assert.Empty(
        from path in Repository.Sources("src")
        let types = TopLevelPublicType().Matches(File.ReadAllText(path))
        where types.Count > 1 || (types.Count == 1 && types[0].Groups["name"].Value != Path.GetFileNameWithoutExtension(path))
        select Repository.Relative(path));

    [Fact]
    public void Tests_Everywhere_AreNeverSkipped() => Assert.Empty(
        Repository.Sources("tests").Where(path => Skipped().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [GeneratedRegex(@"NotImplemented(?:Exception)|//\s*(TODO|FIXME|HACK)\b")]
    private static partial Regex Unwritten();

    [GeneratedRegex("(^|/)(Utils?|Helpers?|Common|Misc)/")]
    private static partial Regex Vague();

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly) )*(?:class|record(?: struct)?|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelPublicType();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*Skip\s*=")]
    private static partial Regex Skipped();
}
