using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider of this process: built in, referenced, or registered in code. Its plugin is made on first use.</summary>
internal sealed class InProcessRegistration : ProviderRegistration
{
    private readonly InProcessContexts contexts;
    private readonly Lazy<BaseProviderPlugin> plugin;
    private readonly Lazy<Task> loading;
    private readonly Func<BaseProviderPlugin> create;

    public InProcessRegistration(string name, ProviderOrigin origin, Func<BaseProviderPlugin> create)
        : base(name, origin)
    {
        this.create = create;
        contexts = new(name);
        plugin = new(() => RequireName(create()));
        loading = new(() => plugin.Value.OnLoadedAsync(CancellationToken.None).AsTask());
    }

    /// <exception cref="ProviderRegistrationException">The plugin cannot be made, or is none.</exception>
    public override ProviderMetadata Metadata => plugin.Value.GetMetadata() with { Name = Name };

    public override Type? ProviderType => plugin.Value.GetProviderType();

    /// <summary>Whether the plugin was made, which happens when it is first asked for.</summary>
    public bool IsMade => plugin.IsValueCreated;

    /// <exception cref="ProviderRegistrationException">The class is no provider, or cannot be one.</exception>
    public void RequireProvider()
    {
        Type? type = ProviderType;
        if (type is null || !typeof(IAgentProvider).IsAssignableFrom(type))
        {
            throw new ProviderRegistrationException($"'{type?.FullName ?? "null"}' does not implement IAgentProvider.", Name);
        }

        if (type is { IsAbstract: true, IsInterface: false })
        {
            throw new ProviderRegistrationException($"'{type.FullName}' is abstract, so no provider can be made of it.", Name);
        }
    }

    public override async ValueTask<IAgentProvider> CreateAsync(ProviderConstruction construction, CancellationToken cancellationToken)
    {
        RequireProvider();
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        ProviderContext context = contexts.Create(construction);
        try
        {
            return plugin.Value.CreateProvider(context)
                ?? throw new ProviderCreationException($"Failed to create provider '{Name}': its plugin gave null.", Name);
        }
        catch (Exception exception) when (exception is not ProviderCreationException)
        {
            // The plugin boundary: whatever a constructor throws is this provider's failure, kept as the cause.
            throw new ProviderCreationException($"Failed to create provider '{Name}': {exception.Message}", Name, exception);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await loading.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (ProviderException or OperationCanceledException))
        {
            throw new ProviderInitializationException($"The plugin of '{Name}' could not be loaded: {exception.Message}", Name, exception);
        }
    }

    private BaseProviderPlugin RequireName(BaseProviderPlugin made) =>
        made is null ? throw new ProviderRegistrationException($"The plugin of '{Name}' is null.", Name)
        : string.IsNullOrWhiteSpace(made.Name) ? throw new ProviderRegistrationException($"The plugin registered as '{Name}' has no name.", Name)
        : made;

    public override ProviderRegistration Renew() => new InProcessRegistration(Name, Origin, create);

    public override async ValueTask UnloadAsync(CancellationToken cancellationToken)
    {
        if (loading.IsValueCreated)
        {
            await plugin.Value.OnUnloadedAsync(cancellationToken).ConfigureAwait(false);
        }

        contexts.Close();
    }
}
