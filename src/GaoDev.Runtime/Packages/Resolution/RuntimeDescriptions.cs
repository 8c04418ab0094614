using GaoDev.Runtime.Packages.Download;
using NuGet.RuntimeModel;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Adds the runtime.json files of packages to the graph of machines.</summary>
internal static class RuntimeDescriptions
{
    /// <summary>The merged graph, or <paramref name="machines"/> itself where no package has one.</summary>
    public static RuntimeGraph Merge(RuntimeGraph machines, IEnumerable<StagedPackage> packages)
    {
        RuntimeGraph merged = machines;
        foreach (StagedPackage package in packages)
        {
            if (!package.Files.Contains(RuntimeGraph.RuntimeGraphFileName, StringComparer.Ordinal))
            {
                continue;
            }

            try
            {
                using PackageArchive archive = PackageArchive.Open(package.Path, package.ToString());
                using MemoryStream json = archive.ReadSmall(RuntimeGraph.RuntimeGraphFileName);
                merged = RuntimeGraph.Merge(merged, JsonRuntimeFormat.ReadRuntimeGraph(json));
            }
            catch (Exception invalid) when (invalid is Newtonsoft.Json.JsonException or ArgumentException or FormatException or InvalidCastException)
            {
                throw PackageErrors.Corrupt(package.ToString(), "has a runtime.json that cannot be read", invalid);
            }
        }

        return merged;
    }
}
