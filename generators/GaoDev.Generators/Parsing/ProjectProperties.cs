using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Generators.Parsing;

/// <summary>What a project's build says of it.</summary>
/// <param name="Version">The package's version, as SemVer 2.</param>
/// <param name="Policy">Which providers an application takes, or null where the project is no host.</param>
internal sealed record ProjectProperties(string Version, HostPolicy? Policy)
{
    private const string DefaultVersion = "1.0.0";

    public static ProjectProperties Parse(AnalyzerConfigOptions options)
    {
        options.TryGetValue("build_property.PackageVersion", out string? packageVersion);
        options.TryGetValue("build_property.Version", out string? version);
        return new(
            SemanticVersionText.FromPackageVersion(packageVersion) ?? SemanticVersionText.FromPackageVersion(version) ?? DefaultVersion,
            HostPolicy.Parse(options));
    }
}
