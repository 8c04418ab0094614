using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Confinement;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Execution;

/// <summary>A running plugin: its process and the conversation with it. Safe for concurrent use.</summary>
internal sealed class PluginHostProcess : IAsyncDisposable
{
    private readonly HostedPlugin plugin;
    private readonly HostOptions options;
    private readonly HostChild child;
    private readonly HostConversation conversation;
    private readonly FrameReader reader;
    private readonly FrameWriter writer;
    private readonly PluginText text;
    private readonly CancellationTokenSource reading = new();
    private readonly Task conversing;
    private HostEnd? reason;
    private int disposed;
    private volatile bool isAlive = true;
    private volatile bool isOver;
    private volatile bool isShutDown;

    private PluginHostProcess(HostedPlugin plugin, HostOptions options, HostChild child, FrameReader reader, FrameWriter writer, HostConversation conversation, PluginText text, IReadOnlyDictionary<string, string> models)
    {
        this.plugin = plugin;
        this.options = options;
        this.child = child;
        this.reader = reader;
        this.writer = writer;
        this.conversation = conversation;
        this.text = text;
        Models = models;
        conversing = ConverseAsync();
        if (child.Launch.Sandbox is not null)
        {
            _ = WatchAsync();
        }
    }

    /// <summary>The process's id.</summary>
    public int ProcessId => child.Id;

    /// <summary>Whether requests can be put to it.</summary>
    public bool IsAlive => isAlive;

    /// <summary>The backend's names of the declared models.</summary>
    public IReadOnlyDictionary<string, string> Models { get; }

    /// <summary>Starts a process, greets it, and lets it load the plugin and make the provider.</summary>
    /// <exception cref="PluginException">One of these failed.</exception>
    /// <exception cref="ProviderCreationException">The provider could not be made.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The process that is returned owns them.")]
    public static async Task<PluginHostProcess> StartAsync(HostedPlugin plugin, SandboxProfile? profile, HostOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HostChild child = await HostChild.LaunchAsync(plugin, profile, options).ConfigureAwait(false);
        FrameReader reader = new(child.Output, ProtocolLimits.MaximumChildFrame);
        FrameWriter writer = new(child.Input, ProtocolLimits.MaximumParentFrame);
        PluginText text = new(plugin.Configuration);
        HostConversation conversation = new(reader, writer, plugin.Name, text, logger);
        PluginHostProcess? started = null;
        try
        {
            HostHandshake handshake = new(plugin, options, child, reader, conversation, text);
            await handshake.GreetAsync(cancellationToken).ConfigureAwait(false);
            child.HoldInGroup(options.Limits);
            CreatedMessage created = await handshake.CreateAsync(logger, cancellationToken).ConfigureAwait(false);
            started = new PluginHostProcess(plugin, options, child, reader, writer, conversation, text, created.Models);
            return started;
        }
        finally
        {
            if (started is null)
            {
                child.Kill();
                await child.EndAsync(options.Grace, options.TimeProvider).ConfigureAwait(false);
                reader.Dispose();
                writer.Dispose();
                await child.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether no request is open.</summary>
    public bool IsIdle => conversation.IsIdle;

    public HostRequest Open(FrameType expected)
    {
        HostRequest request = conversation.Open(expected);
        if (isOver)
        {
            // It ended while the request was being opened, so nobody else will answer it.
            conversation.FailAll(Gone);
        }

        return request;
    }

    /// <summary>Sends what a request asks.</summary>
    /// <exception cref="ProviderException">It does not fit into a frame.</exception>
    public async ValueTask RequestAsync<T>(HostRequest request, FrameType type, T message, JsonTypeInfo<T> typeInfo)
    {
        try
        {
            await SendAsync(type, message, typeInfo).ConfigureAwait(false);
        }
        catch (FrameTooLongException exception)
        {
            conversation.Discard(request);
            throw new ProviderException(
                ProviderErrorKind.InvalidRequest,
                $"The request is too long: a plugin takes {ProtocolLimits.MaximumParentFrame / (1024 * 1024)} MiB at most.",
                plugin.Name,
                exception);
        }
    }

    /// <summary>Sends a message; where the process is gone, the requests themselves will say so.</summary>
    /// <exception cref="FrameTooLongException">The message does not fit into a frame.</exception>
    public async ValueTask SendAsync<T>(FrameType type, T message, JsonTypeInfo<T> typeInfo)
    {
        try
        {
            await writer.WriteAsync(type, message, typeInfo).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The reading end finds the same, and knows more about why.
        }
    }

    /// <summary>Gives a request up: the child is told, and ended where it does not stop within the grace period.</summary>
    public void Abandon(HostRequest request)
    {
        if (request.TryAbandon())
        {
            _ = StopAsync(request);
        }
    }

    /// <summary>Ends the process because a request of it went over a limit.</summary>
    public void Exceed(string how) => Kill(HostEnd.Exceeded(plugin.Name, how));

    /// <summary>Waits until no request is being given up, so that what follows is not ended along with it.</summary>
    public async ValueTask WaitUntilSettledAsync(CancellationToken cancellationToken)
    {
        foreach (HostRequest request in conversation.Abandoned)
        {
            await request.Settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        if (isAlive)
        {
            isShutDown = true;
            await SendAsync(FrameType.Shutdown, new ShutdownMessage(), ProtocolJson.Default.ShutdownMessage).ConfigureAwait(false);
        }

        await child.EndAsync(options.Grace, options.TimeProvider).ConfigureAwait(false);

        // The channel ends with the process, unless something that it started has taken hold of it.
        await Task.WhenAny(conversing, Task.Delay(options.Grace, options.TimeProvider)).ConfigureAwait(false);
        await reading.CancelAsync().ConfigureAwait(false);
        await conversing.ConfigureAwait(false);
        reader.Dispose();
        writer.Dispose();
        await child.DisposeAsync().ConfigureAwait(false);
        reading.Dispose();
    }

    private async Task StopAsync(HostRequest request)
    {
        await SendAsync(FrameType.Cancel, new CancelMessage(request.Id), ProtocolJson.Default.CancelMessage).ConfigureAwait(false);
        await Task.WhenAny(request.Settled, Task.Delay(options.Grace, options.TimeProvider)).ConfigureAwait(false);
        if (!request.Settled.IsCompleted)
        {
            Kill(HostEnd.Overran(plugin.Name, $"did not stop within {options.Grace.TotalSeconds:0.#} s of being told to"));
        }
    }

    private void Kill(HostEnd why)
    {
        Interlocked.CompareExchange(ref reason, why, null);
        child.Kill();
    }

    private Exception Gone() => isShutDown
        ? new ObjectDisposedException(nameof(HostedProvider), $"The provider '{plugin.Name}' was disposed in the middle of its work.")
        : reason!.ToException(plugin.Name);

    private async Task ConverseAsync()
    {
        // The constructor goes on; the first frame may already be there.
        await Task.Yield();
        try
        {
            await conversation.RunAsync(reading.Token).ConfigureAwait(false);
        }
        catch (ProtocolException exception)
        {
            Kill(HostEnd.Violated(plugin.Name, text.Clean(exception.Message)));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The child ended within a frame, or is being disposed.
        }
        finally
        {
            isAlive = false;
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async Task WatchAsync()
    {
        LimitWatch watch = new(child, options.Limits, () => conversation.IsIdle);
        if (await Task.Run(() => watch.RunAsync(reading.Token)).ConfigureAwait(false) is { } passed)
        {
            Kill(HostEnd.Exceeded(plugin.Name, passed));
        }
    }

    private async Task EndAsync()
    {
        await child.EndAsync(options.Grace, options.TimeProvider).ConfigureAwait(false);
        string how = await child.DescribeEndAsync(text, options.TimeProvider).ConfigureAwait(false);
        Interlocked.CompareExchange(ref reason, FatalLimit.Find(how, options.Limits) is { } limit ? HostEnd.Exceeded(plugin.Name, limit) : HostEnd.Crashed(plugin.Name, how), null);
        isOver = true;
        conversation.FailAll(Gone);
    }
}
