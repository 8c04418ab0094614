using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Registry;

/// <summary>
/// One instance in the cache: made once, lent to many, disposed when it is out of the cache and nobody uses it. The cache
/// holds a use of it for itself until it evicts it. Thread-safe.
/// </summary>
internal sealed class CachedProvider(string providerName, long created, Func<Task<IAgentProvider>> create, ILogger logger)
{
    private readonly Lazy<Task<IAgentProvider>> instance = new(create);
    private readonly TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int uses = 1;

    public string ProviderName { get; } = providerName;

    /// <summary>When it was made, as the clock's timestamp.</summary>
    public long Created { get; } = created;

    /// <summary>When it was lent last, as a number that only grows. Guarded by the cache.</summary>
    public long LastUse { get; set; }

    public Task<IAgentProvider> Instance => instance.Value;

    /// <summary>Done when the instance is disposed.</summary>
    public Task Disposed => disposed.Task;

    /// <summary>Takes a use. Only while the cache holds its own, so never after the last one was given back.</summary>
    public void Acquire() => Interlocked.Increment(ref uses);

    public async ValueTask ReleaseAsync()
    {
        if (Interlocked.Decrement(ref uses) > 0)
        {
            return;
        }

        try
        {
            if (instance.IsValueCreated)
            {
                IAgentProvider provider = await instance.Value.ConfigureAwait(false);
                await provider.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The plugin boundary. Whoever made it was told what its creation threw; its disposal must not stop others.
            RegistryLog.DisposalFailed(logger, exception, ProviderName);
        }
        finally
        {
            disposed.TrySetResult();
        }
    }
}
