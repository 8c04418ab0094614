using System.Text;
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
            NamespacePrefix + Sanitize(assemblyName ?? "") + "_" + StableHash.Compute(assemblyName ?? ""),
            SemanticVersionText.FromPackageVersion(packageVersion) ?? SemanticVersionText.FromPackageVersion(version) ?? DefaultVersion);
    }

    private static string Sanitize(string name)
    {
        StringBuilder identifier = new(name.Length + 1);
        foreach (char c in name)
        {
            identifier.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return identifier.Length == 0 || char.IsLetter(identifier[0]) ? identifier.ToString() : "_" + identifier;
    }
}
