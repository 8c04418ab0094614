using System.Text.RegularExpressions;

namespace GaoDev.Architecture.Tests;

public sealed partial class ErrorCodeTests
{
    [Fact]
    public void ErrorCodes_AllOfThem_AreExplained()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "src/GaoDev.Plugins/Diagnostics/PluginErrorCode.cs"));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs/errors.md"));
        string[] codes = [.. Member().Matches(source).Select(member => $"| GAODEV{member.Groups["number"].Value} | {member.Groups["name"].Value} |")];

        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains(code, page, StringComparison.Ordinal));
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [GeneratedRegex(@"^\s+(?<name>\w+) = (?<number>[0-9]{4}),", RegexOptions.Multiline)]
    private static partial Regex Member();
}
