using GaoDev.Permissions;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Execution;

/// <summary>Makes the providers of installed plugins. Nothing starts until one of them is used. Safe for concurrent use.</summary>
internal sealed class HostedProviderFactory(HostOptions options, ILoggerFactory loggers)
{
    /// <param name="manifest">What the plugin's assembly declares.</param>
    /// <param name="assets">The plugin's files.</param>
    /// <param name="configuration">The provider's settings, and which of them are secret.</param>
    /// <param name="workingDirectory">The folder that relative paths are taken from.</param>
    /// <param name="environment">Variables that the plugin was granted, with their values.</param>
    /// <param name="granted">What the user granted; nothing where it is null.</param>
    /// <param name="isConfined">False only where the user allowed this one plugin to run without confinement.</param>
    public IAgentProvider Create(
        ProviderManifest manifest,
        PluginAssets assets,
        ProviderConfiguration configuration,
        string workingDirectory,
        IReadOnlyDictionary<string, string>? environment = null,
        IReadOnlyList<Permission>? granted = null,
        bool isConfined = true)
    {
        HostedPlugin plugin = new(manifest, assets, configuration, Path.GetFullPath(workingDirectory), environment ?? new Dictionary<string, string>())
        {
            Granted = granted ?? [],
            IsConfined = isConfined,
        };
        ILogger logger = loggers.CreateLogger($"GaoDev.Plugins.{plugin.Name}");
        if (!isConfined)
        {
            ConfinementNotice.Report(logger, plugin.Name);
        }

        return new HostedProvider(plugin, options, logger);
    }
}
