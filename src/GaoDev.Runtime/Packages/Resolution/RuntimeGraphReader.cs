using System.Text.Json;
using NuGet.RuntimeModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// Reads a runtime.json. NuGet's own reader needs reflection, which a Native AOT program does not have. Thread-safe.
/// </summary>
internal static class RuntimeGraphReader
{
    private const string Imports = "#import";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    /// <exception cref="FormatException">It is no runtime.json.</exception>
    public static RuntimeGraph Read(Stream json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return document.RootElement.TryGetProperty("runtimes", out JsonElement runtimes)
                ? new RuntimeGraph(runtimes.EnumerateObject().DistinctBy(runtime => runtime.Name).Select(ReadRuntime).ToArray())
                : RuntimeGraph.Empty;
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("It is no runtime.json.", invalid);
        }
    }

    private static RuntimeDescription ReadRuntime(JsonProperty runtime)
    {
        string[] imports = runtime.Value.TryGetProperty(Imports, out JsonElement names)
            ? [.. names.EnumerateArray().Select(name => name.GetString() ?? throw new FormatException("An import is no text."))]
            : [];
        return new RuntimeDescription(
            runtime.Name,
            imports,
            [.. from package in runtime.Value.EnumerateObject().DistinctBy(member => member.Name)
                where package.Name != Imports
                select new RuntimeDependencySet(package.Name, ReadDependencies(package.Value))]);
    }

    private static RuntimePackageDependency[] ReadDependencies(JsonElement dependencies) =>
    [
        .. dependencies.EnumerateObject().DistinctBy(member => member.Name).Select(dependency =>
            new RuntimePackageDependency(dependency.Name, VersionRange.Parse(dependency.Value.GetString() ?? ""))),
    ];
}
