namespace GaoDev.Plugins;

/// <summary>What every plugin is: something with a name that is loaded and unloaded. Runs in the process that holds the plugin.</summary>
public abstract class BasePlugin
{
    /// <summary>The plugin's name in kebab-case; for a provider, the provider's name.</summary>
    public abstract string Name { get; }

    /// <summary>The plugin's SemVer 2 version.</summary>
    public abstract string Version { get; }

    /// <summary>Called once, after the plugin was loaded and before anything else is asked of it.</summary>
    /// <remarks>An exception ends the loading: the plugin is reported as broken and nothing of it is registered.</remarks>
    public virtual ValueTask OnLoadedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Called once, after the last provider of the plugin was disposed. An exception is logged, and unloading goes on.</summary>
    public virtual ValueTask OnUnloadedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
