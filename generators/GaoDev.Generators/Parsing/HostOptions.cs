using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Whether a project is an application that registers providers. Analyzers flow further than packages say they do, so
/// that the generator runs there says nothing: a property decides.
/// </summary>
internal static class HostOptions
{
    /// <summary>The assembly whose builder generated code calls.</summary>
    public const string RuntimeAssembly = "GaoDev.Runtime";

    public static bool IsHost(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.GaoDevHost", out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
