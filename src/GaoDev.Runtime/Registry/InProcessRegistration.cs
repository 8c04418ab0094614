using GaoDev.Plugins;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider of this process: built in, referenced, or registered in code. Its plugin is made on first use.</summary>
internal sealed class InProcessRegistration : ProviderRegistration
{
    // One client for all instances of this provider: handlers pool connections, instances come and go.
    private readonly Lazy<HttpClient> httpClient = new(() => new HttpClient { Timeout = Timeout.InfiniteTimeSpan });
    private readonly Lazy<BaseProviderPlugin> plugin;
    private readonly Lazy<Task> loading;

    public InProcessRegistration(string name, ProviderOrigin origin, Func<BaseProviderPlugin> create)
        : base(name, origin)
    {
        plugin = new(create);
        loading = new(() => plugin.Value.OnLoadedAsync(CancellationToken.None).AsTask());
    }

    public override ProviderMetadata Metadata => plugin.Value.GetMetadata();

    public override Type? ProviderType => plugin.Value.GetProviderType();

    public override async ValueTask<IAgentProvider> CreateAsync(ProviderConstruction construction, CancellationToken cancellationToken)
    {
        await loading.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        ProviderContext context = new(
            construction.Configuration,
            httpClient.Value,
            construction.Loggers.CreateLogger($"GaoDev.Providers.{Name}"),
            construction.Time,
            construction.WorkingDirectory);
        try
        {
            return plugin.Value.CreateProvider(context);
        }
        catch (Exception exception) when (exception is not ProviderCreationException)
        {
            // The plugin boundary: whatever a constructor throws is this provider's failure, kept as the cause.
            throw new ProviderCreationException($"Failed to create provider '{Name}': {exception.Message}", Name, exception);
        }
    }

    public override async ValueTask UnloadAsync(CancellationToken cancellationToken)
    {
        if (loading.IsValueCreated)
        {
            await plugin.Value.OnUnloadedAsync(cancellationToken).ConfigureAwait(false);
        }

        if (httpClient.IsValueCreated)
        {
            httpClient.Value.Dispose();
        }
    }
}
