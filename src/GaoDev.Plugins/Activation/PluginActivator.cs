using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Plugins.Activation;

/// <summary>Loads a plugin, creates its entry type, and lets it make its provider. Runs in the process that holds the plugin.</summary>
internal static class PluginActivator
{
    /// <param name="assets">The plugin's files.</param>
    /// <param name="entryType">The manifest's entry type.</param>
    /// <param name="providerName">The manifest's provider name, which the plugin must confirm.</param>
    /// <param name="context">What the provider is given; the plugin's own defaults are put under its configuration.</param>
    /// <param name="isCollectible">Whether the assemblies can be unloaded. Costs time at each load.</param>
    /// <param name="cancellationToken">Handed to the plugin.</param>
    /// <exception cref="PluginException">The plugin cannot be loaded.</exception>
    /// <exception cref="ProviderCreationException">The plugin was loaded and cannot make its provider.</exception>
    [RequiresUnreferencedCode("A plugin's assemblies are not known when the application is trimmed.")]
    public static async ValueTask<ActivatedPlugin> ActivateAsync(
        PluginAssets assets,
        string entryType,
        string providerName,
        ProviderContext context,
        bool isCollectible,
        CancellationToken cancellationToken)
    {
        PluginLoadContext loadContext = new(assets, isCollectible);
        BaseProviderPlugin? plugin = null;
        IAgentProvider? provider = null;
        try
        {
            plugin = await LoadAsync(loadContext, entryType, providerName, cancellationToken).ConfigureAwait(false);
            provider = Create(plugin, providerName, context);
            return new ActivatedPlugin(loadContext, plugin, provider, context.Logger);
        }
        finally
        {
            if (provider is null)
            {
                await UnloadAsync(loadContext, plugin, provider: null, context.Logger).ConfigureAwait(false);
            }
        }
    }

    internal static async ValueTask UnloadAsync(PluginLoadContext loadContext, BaseProviderPlugin? plugin, IAgentProvider? provider, ILogger logger)
    {
        // The plugin boundary: whatever a plugin throws while it goes is recorded, and unloading goes on.
        try
        {
            if (provider is not null)
            {
                await provider.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Disposing the provider failed.");
        }

        try
        {
            if (plugin is not null)
            {
                await plugin.OnUnloadedAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Unloading the plugin failed.");
        }

        if (loadContext.IsCollectible)
        {
            loadContext.Unload();
        }
    }

    [RequiresUnreferencedCode("A plugin's assemblies are not known when the application is trimmed.")]
    private static async ValueTask<BaseProviderPlugin> LoadAsync(
        PluginLoadContext loadContext, string entryType, string providerName, CancellationToken cancellationToken)
    {
        try
        {
            Type type = loadContext.LoadEntryAssembly().GetType(entryType, throwOnError: false)
                ?? throw Broken(providerName, $"it has no type '{entryType}'");
            if (!type.IsVisible || type.IsAbstract || !typeof(BaseProviderPlugin).IsAssignableFrom(type))
            {
                throw Broken(providerName, $"'{entryType}' is not a public class that derives from {nameof(BaseProviderPlugin)}");
            }

            ConstructorInfo constructor = type.GetConstructor(Type.EmptyTypes)
                ?? throw Broken(providerName, $"'{entryType}' has no public constructor without parameters");
            BaseProviderPlugin plugin = (BaseProviderPlugin)constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
            if (!string.Equals(plugin.Name, providerName, StringComparison.OrdinalIgnoreCase))
            {
                throw Broken(providerName, $"'{entryType}' brings a provider of another name, '{plugin.Name}'");
            }

            await plugin.OnLoadedAsync(cancellationToken).ConfigureAwait(false);
            return plugin;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not PluginException)
        {
            throw Broken(providerName, $"{exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private static IAgentProvider Create(BaseProviderPlugin plugin, string providerName, ProviderContext context)
    {
        try
        {
            ProviderConfiguration configuration = Merge(plugin.GetDefaultConfiguration(), context.Configuration);
            return plugin.CreateProvider(new ProviderContext(
                configuration, context.HttpClient, context.Logger, context.TimeProvider, context.WorkingDirectory))
                ?? throw new InvalidOperationException($"{nameof(BaseProviderPlugin.CreateProvider)} returned null.");
        }
        catch (Exception exception) when (exception is not ProviderCreationException)
        {
            throw new ProviderCreationException($"Failed to create provider '{providerName}': {exception.Message}", providerName, exception);
        }
    }

    private static ProviderConfiguration Merge(ProviderConfiguration defaults, ProviderConfiguration given)
    {
        ProviderConfiguration[] layers = [defaults, given];
        return new ProviderConfiguration(
            from layer in layers
            from name in layer.Names
            select KeyValuePair.Create(name, layer.GetString(name)!),
            from layer in layers
            from name in defaults.Names.Concat(given.Names)
            where layer.IsSecret(name)
            select name);
    }

    private static PluginException Broken(string providerName, string why, Exception? cause = null) => new(
        PluginErrorCode.LoadFailed,
        $"The plugin of provider '{providerName}' cannot be loaded: {why}.",
        "Install it again; if that does not help, tell its author.",
        providerName,
        cause);
}
