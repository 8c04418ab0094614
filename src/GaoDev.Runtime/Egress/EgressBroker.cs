using System.Net;
using System.Net.Sockets;
using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Runtime.Egress;

/// <summary>
/// One plugin process's way out: takes its requests off a Unix socket, holds each to the grant, sends a request of its own,
/// and hands the answer back as it streams. Safe for concurrent use; disposal ends what is under way.
/// </summary>
internal sealed class EgressBroker : IAsyncDisposable
{
    private const int Backlog = 64;

    private readonly string plugin;
    private readonly EgressPolicy policy;
    private readonly EgressPolicy tunnels;
    private readonly SecretVault vault;
    private readonly EgressAudit audit;
    private readonly EgressOptions options;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker sender;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim slots;
    private readonly CancellationTokenSource lifetime = new();
    private readonly Task accepting;

    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public EgressBroker(string socketPath, string plugin, EgressPolicy policy, EgressPolicy tunnels, SecretVault vault, EgressAudit audit, EgressOptions options, TimeProvider time)
    {
        this.plugin = plugin;
        this.policy = policy;
        this.tunnels = tunnels;
        this.vault = vault;
        this.audit = audit;
        this.options = options;
        this.time = time;
        slots = new SemaphoreSlim(options.Slots);
        sender = new HttpMessageInvoker(EgressTransport.Create(policy, options));
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        listener.Listen(Backlog);
        accepting = Task.Run(AcceptAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await accepting.ConfigureAwait(false);
        sender.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                // What waits for a slot waits in the kernel, and costs nothing here.
                await slots.WaitAsync(lifetime.Token).ConfigureAwait(false);
                Socket connection = await listener.AcceptAsync(lifetime.Token).ConfigureAwait(false);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        using EgressConnection connection = new(new NetworkStream(socket, ownsSocket: true));
        EgressExchange exchange = new(connection, policy, tunnels, vault, sender, options, time);
        try
        {
            await exchange.RunAsync(lifetime.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ProtocolException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The plugin went away or sent what it must not; either way this connection is over.
            exchange.Outcome ??= exception is ProtocolException ? "not a request" : "given up";
        }
        finally
        {
            try
            {
                audit.Add(exchange.Describe(plugin));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A full disk stops no answer that is already there.
            }

            slots.Release();
        }
    }
}
