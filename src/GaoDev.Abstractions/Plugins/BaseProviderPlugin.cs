using GaoDev.Providers;

namespace GaoDev.Plugins;

/// <summary>
/// A plugin that brings one provider. The generator writes one for each class with
/// <see cref="ProviderPluginAttribute"/>; write one by hand to register a provider in code.
/// </summary>
/// <remarks>Members may be called from several threads at a time.</remarks>
public abstract class BaseProviderPlugin : BasePlugin
{
    /// <inheritdoc/>
    public override string Name => GetMetadata().Name;

    /// <inheritdoc/>
    public override string Version => GetMetadata().Version;

    /// <summary>The provider's class, which implements <see cref="IAgentProvider"/>. No instance is made.</summary>
    public abstract Type GetProviderType();

    /// <summary>What is known of the provider without making one. Returns the same facts at each call.</summary>
    public abstract ProviderMetadata GetMetadata();

    /// <summary>Settings that hold where nothing else gives a value. By default, the defaults of the declared options.</summary>
    public virtual ProviderConfiguration GetDefaultConfiguration()
    {
        ProviderMetadata metadata = GetMetadata();
        return new ProviderConfiguration(
            from option in metadata.Options
            where option.Default is not null
            select KeyValuePair.Create(option.Name, option.Default),
            from option in metadata.Options
            where option.IsSecret
            select option.Name);
    }

    /// <summary>Makes a provider. The caller owns and disposes it.</summary>
    /// <exception cref="ProviderException">The provider cannot be made from that configuration.</exception>
    public abstract IAgentProvider CreateProvider(ProviderContext context);
}
