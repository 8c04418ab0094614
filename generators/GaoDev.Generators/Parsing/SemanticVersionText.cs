using System.Text.RegularExpressions;

namespace GaoDev.Generators.Parsing;

/// <summary>Semantic Versioning 2.0.0, and the way to it from what NuGet takes as a version.</summary>
internal static class SemanticVersionText
{
    private const string Number = "(?:0|[1-9][0-9]*)";
    private const string Prerelease = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

    private static readonly Regex SemVer = new(
        $@"\A{Number}\.{Number}\.{Number}(?:-{Prerelease}(?:\.{Prerelease})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\z",
        RegexOptions.CultureInvariant);

    private static readonly Regex NuGet = new(
        @"\A0*([0-9]+)(?:\.0*([0-9]+))?(?:\.0*([0-9]+))?(?:\.0*([0-9]+))?(-[0-9A-Za-z.-]+)?(?:\+([0-9A-Za-z.-]+))?\z",
        RegexOptions.CultureInvariant);

    public static bool IsValid(string version) => SemVer.IsMatch(version);

    /// <summary>
    /// A package version as SemVer: missing parts become 0, a fourth part becomes build metadata. Null where it is no version.
    /// </summary>
    public static string? FromPackageVersion(string? version)
    {
        Match match = NuGet.Match(version ?? "");
        if (!match.Success)
        {
            return null;
        }

        string revision = Part(match, 4) is "0" ? "" : Part(match, 4);
        string build = string.Join(".", new[] { revision, match.Groups[6].Value }.Where(static part => part.Length > 0));
        string result = $"{Part(match, 1)}.{Part(match, 2)}.{Part(match, 3)}{match.Groups[5].Value}{(build.Length > 0 ? "+" + build : "")}";
        return IsValid(result) ? result : null;
    }

    private static string Part(Match match, int group) => match.Groups[group].Success ? match.Groups[group].Value : "0";
}
