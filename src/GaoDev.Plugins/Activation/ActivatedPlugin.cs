using GaoDev.Plugins.Loading;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Plugins.Activation;

/// <summary>A plugin that has been loaded, and the provider that it made.</summary>
internal sealed class ActivatedPlugin(PluginLoadContext loadContext, BaseProviderPlugin plugin, IAgentProvider provider, ILogger logger) : IAsyncDisposable
{
    private bool isDisposed;

    public BaseProviderPlugin Plugin { get; } = plugin;

    public IAgentProvider Provider { get; } = provider;

    /// <summary>Disposes the provider, tells the plugin, and unloads a collectible load context. What fails is logged.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await PluginActivator.UnloadAsync(loadContext, Plugin, Provider, logger).ConfigureAwait(false);
    }
}
