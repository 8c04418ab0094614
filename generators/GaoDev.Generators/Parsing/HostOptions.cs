using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Whether a project is an application that registers providers. Analyzers flow further than packages say they do, so
/// that the generator runs there says nothing: a property decides.
/// </summary>
internal static class HostOptions
{
    public static bool IsHost(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.GaoDevHost", out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    public static bool HasRuntime(Compilation compilation) =>
        compilation.GetTypeByMetadataName("GaoDev.Runtime.GaoDevBuilder") is not null;
}
