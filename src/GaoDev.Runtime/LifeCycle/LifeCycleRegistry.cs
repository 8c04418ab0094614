using System.Collections.Concurrent;
using GaoDev.Providers;
using GaoDev.Runtime.Registry;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.LifeCycle;

/// <summary>The providers of this process, those that are disabled, and whoever wants to hear what happens to them. Thread-safe.</summary>
internal sealed class LifeCycleRegistry(ProviderFactory factory, ProviderPluginManagerOptions options)
{
    private readonly ConcurrentDictionary<string, ProviderRegistration> inProcess = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> disabled = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILogger logger = options.Loggers.CreateLogger("GaoDev.Runtime.LifeCycle");

    public void Add(ProviderRegistration registration)
    {
        inProcess[registration.Name] = registration;
        Report(registration.Name, ProviderLifeCycleStep.Registered);
    }

    public void Remove(string name)
    {
        inProcess.TryRemove(name, out _);
        disabled.TryRemove(name, out _);
    }

    public IEnumerable<ProviderRegistration> InProcess(string? name) =>
        name is null ? inProcess.Values : inProcess.TryGetValue(name, out ProviderRegistration? found) ? [found] : [];

    public bool IsDisabled(string name) => disabled.ContainsKey(name);

    /// <summary>Disables what the configuration disables, without a word to anyone.</summary>
    public void DisableFromStart(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            disabled[name] = true;
            factory.Disable(name);
        }
    }

    public async ValueTask DisableAsync(string name)
    {
        if (disabled.TryAdd(name, true))
        {
            factory.Disable(name);
            await factory.EvictAsync(name).ConfigureAwait(false);
            Report(name, ProviderLifeCycleStep.Disabled);
        }
    }

    public void Enable(string name)
    {
        if (disabled.TryRemove(name, out _))
        {
            factory.Enable(name);
            Report(name, ProviderLifeCycleStep.Enabled);
        }
    }

    public async ValueTask ReloadAsync(string name)
    {
        ProviderRegistration renewed = await factory.RenewAsync(name).ConfigureAwait(false);
        inProcess.TryUpdate(name, renewed, inProcess.GetValueOrDefault(name, renewed));
        Report(name, ProviderLifeCycleStep.Reloaded);
    }

    public async Task<ProviderLifeCycleEvent> LoadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            ProviderLease lease = await factory.RentAsync(name, null, cancellationToken).ConfigureAwait(false);
            await lease.DisposeAsync().ConfigureAwait(false);
            return Report(name, ProviderLifeCycleStep.Loaded);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The plugin boundary: one bad plugin stops no other.
            return Report(name, ProviderLifeCycleStep.Failed, exception.Message);
        }
    }

    public ProviderLifeCycleEvent Report(string name, ProviderLifeCycleStep step, string? problem = null)
    {
        ProviderLifeCycleEvent happened = new(name, step, problem);
        try
        {
            options.LifeCycleCallback?.Invoke(happened);
        }
        catch (Exception exception)
        {
            // What happened has happened; a callback does not undo it.
            RegistryLog.CallbackFailed(logger, exception, name);
        }

        return happened;
    }
}
