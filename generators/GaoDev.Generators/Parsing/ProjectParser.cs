using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Generators.Parsing;

/// <summary>From the project's name and properties to what all its providers share.</summary>
internal static class ProjectParser
{
    private const string NamespacePrefix = "GaoDev.Generated.";
    private const string DefaultVersion = "1.0.0";

    public static ProjectModel Parse(string? assemblyName, AnalyzerConfigOptions options)
    {
        options.TryGetValue("build_property.PackageVersion", out string? packageVersion);
        options.TryGetValue("build_property.Version", out string? version);
        return new ProjectModel(
            NamespacePrefix + EntryNames.Sanitize(assemblyName ?? "") + "_" + StableHash.Compute(assemblyName ?? ""),
            SemanticVersionText.FromPackageVersion(packageVersion) ?? SemanticVersionText.FromPackageVersion(version) ?? DefaultVersion);
    }
}
