using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;

namespace GaoDev.Runtime.Selection;

/// <summary>
/// An answer that has begun: what came up to the first update that is shown, and the rest. Until then nobody has seen
/// anything of it, so another provider may still be asked.
/// </summary>
internal sealed class AnswerStart : IAsyncDisposable
{
    private readonly ProviderLease lease;

    private AnswerStart(ProviderLease lease, IAsyncEnumerator<AgentUpdate> rest, IReadOnlyList<AgentUpdate> first)
    {
        this.lease = lease;
        Rest = rest;
        First = first;
    }

    public IReadOnlyList<AgentUpdate> First { get; }

    public IAsyncEnumerator<AgentUpdate> Rest { get; }

    /// <exception cref="ProviderException">The answer failed before anything of it was shown.</exception>
    public static async Task<AnswerStart> OpenAsync(ProviderFactory factory, string name, ProviderConfiguration? settings, AgentTask task, List<UsageUpdate> spent, CancellationToken cancellationToken)
    {
        ProviderLease? lease = null;
        IAsyncEnumerator<AgentUpdate>? updates = null;
        List<AgentUpdate> first = [];
        try
        {
            lease = await factory.RentAsync(name, settings, cancellationToken).ConfigureAwait(false);
            updates = lease.Provider.ExecuteTaskAsync(task, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await updates.MoveNextAsync().ConfigureAwait(false))
            {
                first.Add(updates.Current);
                if (updates.Current is not UsageUpdate and not TextUpdate { Text.Length: 0 })
                {
                    break;
                }
            }

            return new AnswerStart(lease, updates, first);
        }
        catch (Exception exception)
        {
            spent.AddRange(first.OfType<UsageUpdate>().TakeLast(1));
            if (updates is not null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }

            if (lease is not null)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is PluginException plugin)
            {
                // A plugin whose process does not come up or goes down is a backend that does not serve.
                throw new ProviderUnavailableException(plugin.Message, name, plugin);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Rest.DisposeAsync().ConfigureAwait(false);
        await lease.DisposeAsync().ConfigureAwait(false);
    }
}
