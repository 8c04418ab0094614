using System.Collections.Concurrent;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Session;

/// <summary>The requests that are being served, so that they can be cancelled, given credit, and waited for.</summary>
internal sealed class HostedRequests : IDisposable
{
    private readonly ConcurrentDictionary<long, Entry> running = new();
    private readonly CancellationTokenSource lifetime = new();
    private long lastId;

    public CancellationToken Lifetime => lifetime.Token;

    /// <summary>Starts serving. Returns at once; the plugin's code runs on the thread pool.</summary>
    /// <exception cref="ProtocolException">The id is not above all before it, or the credit is not positive.</exception>
    public void Start(long id, long credit, Func<CreditGate, CancellationToken, Task> serve)
    {
        if (id <= lastId || credit <= 0)
        {
            throw new ProtocolException($"A request came with the id {id} after {lastId}, and a credit of {credit}.");
        }

        lastId = id;
        Entry entry = new(new CreditGate(credit), new CancellationTokenSource());
        running[id] = entry;
        entry.Task = Task.Run(async () =>
        {
            try
            {
                await serve(entry.Credit, entry.Token).ConfigureAwait(false);
            }
            finally
            {
                running.TryRemove(id, out _);
            }
        });
    }

    /// <summary>Cancels a request; one that is not there has been answered already.</summary>
    public void Cancel(long id)
    {
        if (running.TryGetValue(id, out Entry? entry))
        {
            entry.Cancel();
        }
    }

    /// <exception cref="ProtocolException">The credit is not positive.</exception>
    public void Give(long id, long bytes)
    {
        if (bytes <= 0)
        {
            throw new ProtocolException($"A credit of {bytes} bytes was given.");
        }

        if (running.TryGetValue(id, out Entry? entry))
        {
            entry.Credit.Give(bytes);
        }
    }

    /// <summary>Cancels everything and waits until it has stopped, but no longer than <paramref name="patience"/>.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        _ = lifetime.CancelAsync();
        Entry[] entries = [.. running.Values];
        foreach (Entry entry in entries)
        {
            entry.Cancel();
        }

        Task all = Task.WhenAll(entries.Select(entry => entry.Task ?? Task.CompletedTask));
        await Task.WhenAny(all, Task.Delay(patience)).ConfigureAwait(false);
    }

    public void Dispose() => lifetime.Dispose();

    // The source is neither linked nor timed, so there is nothing to dispose.
    private sealed class Entry(CreditGate credit, CancellationTokenSource cancellation)
    {
        public CreditGate Credit { get; } = credit;

        public CancellationToken Token => cancellation.Token;

        public Task? Task { get; set; }

        // The plugin's own callbacks run in here, and must not hold up the channel.
        public void Cancel() => _ = cancellation.CancelAsync();
    }
}
