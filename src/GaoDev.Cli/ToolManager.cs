using GaoDev.Runtime;

namespace GaoDev.Cli;

/// <summary>The plugin manager of the tool: its built-ins, the user's plugins, and the project in the current folder.</summary>
internal static class ToolManager
{
    // Ctrl-C is to be felt: a plugin that does not stop by then is ended.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromMilliseconds(500);

    public static ProviderPluginManager Open(Func<PluginLimits, PluginLimits>? limits = null) => ProviderPluginManager.Open(new ProviderPluginManagerOptions
    {
        ProjectDirectory = Environment.CurrentDirectory,
        Providers = static builder => builder.AddReferencedProviders(),
        ProvidersAreBuiltIn = true,
        CancellationGrace = CancellationGrace,
        Limits = limits,
    });
}
