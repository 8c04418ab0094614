using System.Diagnostics.CodeAnalysis;
using System.Net;
using GaoDev.Host.Egress;
using GaoDev.Plugins;
using GaoDev.Plugins.Activation;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Session;

/// <summary>One conversation with the parent: greets, loads one plugin, serves requests until shutdown or the end of input.</summary>
internal sealed class HostSession : IAsyncDisposable
{
    private const int UnboundedAnswer = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly HostedRequests requests = new();
    private readonly FrameReader reader;
    private readonly FrameWriter writer;
    private readonly ConfinementMessage? confinement;
    private readonly HttpClient httpClient;
    private readonly Lazy<Relay> relay;
    private Task creation = Task.CompletedTask;
    private ActivatedPlugin? plugin;
    private ProviderRequests? provider;
    private IReadOnlyList<string> tunnels = [];
    private bool isCreating;

    public HostSession(FrameReader reader, FrameWriter writer, ConfinementMessage? confinement)
    {
        this.reader = reader;
        this.writer = writer;
        this.confinement = confinement;
        httpClient = CreateHttpClient(confinement is not null);
        relay = new Lazy<Relay>(() => new Relay(httpClient, tunnels));
        if (confinement is not null)
        {
            // Clients that a plugin makes for itself go the same way.
            HttpClient.DefaultProxy = new RelayProxy(relay);
        }
    }

    /// <exception cref="ProtocolException">The parent sent what it must not.</exception>
    /// <exception cref="IOException">The parent is gone.</exception>
    [RequiresUnreferencedCode("Loads plugins.")]
    public async Task RunAsync()
    {
        await GreetAsync().ConfigureAwait(false);
        while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
        {
            if (frame.Type == FrameType.Shutdown)
            {
                frame.Read(ProtocolJson.Default.ShutdownMessage);
                return;
            }

            Dispatch(frame);
        }
    }

    /// <summary>Stops what runs, disposes the provider, unloads the plugin.</summary>
    public async ValueTask DisposeAsync()
    {
        await requests.StopAsync(Patience).ConfigureAwait(false);
        await Task.WhenAny(creation, Task.Delay(Patience)).ConfigureAwait(false);
        if (plugin is not null)
        {
            await plugin.DisposeAsync().ConfigureAwait(false);
        }

        await writer.FlushAsync().ConfigureAwait(false);
        provider?.Dispose();
        if (relay.IsValueCreated)
        {
            relay.Value.Dispose();
        }

        httpClient.Dispose();
        requests.Dispose();
    }

    // A confined child proves its confinement here, before any byte of a plugin has been read.
    private async Task GreetAsync()
    {
        if (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is not { } frame)
        {
            throw new EndOfStreamException("The parent left without a word.");
        }

        if (frame.Type != FrameType.Hello)
        {
            throw new ProtocolException($"The conversation began with a frame of kind '{frame.Type}'.");
        }

        HelloMessage hello = frame.Read(ProtocolJson.Default.HelloMessage);
        if (hello.Minimum > ProtocolLimits.Version || hello.Maximum < ProtocolLimits.Version)
        {
            throw new ProtocolException(
                $"The parent speaks the protocol versions {hello.Minimum} to {hello.Maximum}, and this host {ProtocolLimits.Version}. Install both from the same release.");
        }

        ReadyMessage ready = new(ProtocolLimits.Version, ContractVersion.Text, confinement);
        await writer.WriteAsync(FrameType.Ready, ready, ProtocolJson.Default.ReadyMessage).ConfigureAwait(false);
    }

    [RequiresUnreferencedCode("Loads plugins.")]
    private void Dispatch(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Create when !isCreating:
                CreateMessage create = frame.Read(ProtocolJson.Default.CreateMessage);
                isCreating = true;
                tunnels = create.Tunnels;
                creation = Task.Run(() => CreateAsync(create, requests.Lifetime));
                break;
            case FrameType.Cancel:
                requests.Cancel(frame.Read(ProtocolJson.Default.CancelMessage).Id);
                break;
            case FrameType.Credit:
                CreditMessage credit = frame.Read(ProtocolJson.Default.CreditMessage);
                requests.Give(credit.Id, credit.Bytes);
                break;
            default:
                DispatchRequest(frame, Volatile.Read(ref provider)
                    ?? throw new ProtocolException($"A frame of kind '{frame.Type}' came where it has no place."));
                break;
        }
    }

    private void DispatchRequest(Frame frame, ProviderRequests target)
    {
        switch (frame.Type)
        {
            case FrameType.Initialize:
                InitializeMessage initialize = frame.Read(ProtocolJson.Default.InitializeMessage);
                requests.Start(initialize.Id, UnboundedAnswer, (_, token) => target.InitializeAsync(initialize, token));
                break;
            case FrameType.Validate:
                ValidateMessage validate = frame.Read(ProtocolJson.Default.ValidateMessage);
                requests.Start(validate.Id, UnboundedAnswer, (_, token) => target.ValidateAsync(validate, token));
                break;
            case FrameType.TranslateModel:
                TranslateModelMessage translate = frame.Read(ProtocolJson.Default.TranslateModelMessage);
                requests.Start(translate.Id, UnboundedAnswer, (_, token) => target.TranslateModelAsync(translate, token));
                break;
            case FrameType.SupportsTool:
                SupportsToolMessage supports = frame.Read(ProtocolJson.Default.SupportsToolMessage);
                requests.Start(supports.Id, UnboundedAnswer, (_, token) => target.SupportsToolAsync(supports, token));
                break;
            case FrameType.Execute:
                ExecuteMessage execute = frame.Read(ProtocolJson.Default.ExecuteMessage);
                requests.Start(execute.Id, execute.Credit, (gate, token) => target.ExecuteAsync(execute, gate, token));
                break;
            default:
                throw new ProtocolException($"A frame of kind '{frame.Type}' came where it has no place.");
        }
    }

    [RequiresUnreferencedCode("Loads plugins.")]
    private async Task CreateAsync(CreateMessage message, CancellationToken cancellationToken)
    {
        FrameLogger logger = new(message.LogLevel, writer);
        ProviderContext context = new(
            new ProviderConfiguration(message.Configuration, message.Secrets), httpClient, logger, TimeProvider.System, message.WorkingDirectory);
        try
        {
            plugin = await PluginActivator.ActivateAsync(
                message.Assets.ToAssets(), message.EntryType, message.Provider, context, isCollectible: false, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref provider, new ProviderRequests(plugin, writer, logger, requests.Lifetime));
            CreatedMessage created = new(TranslateDeclaredModels(plugin.Provider, logger));
            await writer.WriteAsync(FrameType.Created, created, ProtocolJson.Default.CreatedMessage).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The parent has left, and waits for no answer.
        }
        catch (Exception exception) when (exception is PluginException or ProviderCreationException or FrameTooLongException)
        {
            logger.LogError(exception, "The plugin cannot be used.");
            FailureStage stage = exception is PluginException ? FailureStage.Load : FailureStage.Create;
            FailedMessage failure = FailureReport.Describe(id: 0, stage, exception);
            await writer.WriteAsync(FrameType.Failed, failure, ProtocolJson.Default.FailedMessage).ConfigureAwait(false);
        }
    }

    private static Dictionary<string, string> TranslateDeclaredModels(IAgentProvider provider, ILogger logger)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        try
        {
            foreach (string model in provider.SupportedModels)
            {
                names[model] = provider.TranslateModelName(model);
            }
        }
        catch (Exception exception)
        {
            // The plugin boundary: the question is put again, and the failure seen, when someone needs the answer.
            logger.LogWarning(exception, "The provider cannot translate the names of its own models.");
        }

        return names;
    }

    private static HttpClient CreateHttpClient(bool isConfined)
    {
        HttpMessageHandler handler = isConfined ? new BrokerHandler() : new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
        return new HttpClient(handler)
        {
            // An answer streams for as long as its task may take.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
