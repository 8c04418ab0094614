using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Fixtures;

/// <summary>Describes a fixture plugin by the folder that it was built into.</summary>
internal static class FixturePlugin
{
    public static PluginAssets Assets(string assemblyPath)
    {
        string folder = Path.GetDirectoryName(assemblyPath)!;
        return new PluginAssets(
            Path.GetFileNameWithoutExtension(assemblyPath),
            Directory.GetFiles(folder, "*.dll").ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase),
            new Dictionary<string, string>(),
            Directory.GetFiles(folder, "*.resources.dll", SearchOption.AllDirectories)
                .GroupBy(path => Path.GetFileName(Path.GetDirectoryName(path))!)
                .ToDictionary(
                    culture => culture.Key,
                    IReadOnlyDictionary<string, string> (culture) => culture.ToDictionary(path => Path.GetFileNameWithoutExtension(path)),
                    StringComparer.OrdinalIgnoreCase));
    }

    public static HostedPlugin Describe(
        string assemblyPath,
        string provider,
        string entryType,
        ProviderConfiguration? configuration = null,
        IReadOnlyDictionary<string, string>? environment = null,
        IReadOnlyList<string>? models = null,
        bool isConfined = false,
        IReadOnlyList<Permission>? granted = null) => new(
            new ProviderManifest(new ProviderMetadata { Name = provider, Version = "1.2.3", SupportedModels = models ?? [] }, entryType, "{}"),
            Assets(assemblyPath),
            configuration ?? ProviderConfiguration.Empty,
            Path.GetTempPath(),
            environment ?? new Dictionary<string, string>())
        {
            IsConfined = isConfined,
            Granted = granted ?? [],
        };
}
