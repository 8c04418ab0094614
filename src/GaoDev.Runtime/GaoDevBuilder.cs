using GaoDev.Plugins;
using GaoDev.Runtime.Registry;

namespace GaoDev.Runtime;

/// <summary>
/// Collects the providers of an application while it is set up. The generated <c>AddReferencedProviders()</c> adds
/// every provider of the referenced packages. Not thread-safe; used on the thread that sets the application up.
/// </summary>
public sealed class GaoDevBuilder
{
    private readonly List<ProviderRegistration> registrations = [];

    private readonly ProviderOrigin origin;

    internal GaoDevBuilder(ProviderOrigin origin = ProviderOrigin.Referenced) => this.origin = origin;

    internal IReadOnlyList<ProviderRegistration> Registrations => registrations;

    /// <summary>Whether tasks are reported, and with what was said in them; null where they are not.</summary>
    internal bool? ReportsContent { get; private set; }

    /// <summary>
    /// Reports a span and metrics for each task under the names of <see cref="GaoDevTelemetry"/>, by the gen_ai semantic
    /// conventions.
    /// </summary>
    /// <param name="recordContent">Whether prompts and answers are reported too. They may hold what is nobody else's business.</param>
    /// <returns>This builder.</returns>
    public GaoDevBuilder AddTelemetry(bool recordContent = false)
    {
        ReportsContent = recordContent;
        return this;
    }

    /// <summary>Adds a provider that this application references. Nothing of it is loaded until it is asked for.</summary>
    /// <param name="name">The provider's name, as its plugin reports it.</param>
    /// <param name="create">Makes the plugin; called at most once.</param>
    /// <returns>This builder.</returns>
    public GaoDevBuilder AddProvider(string name, Func<BaseProviderPlugin> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        registrations.Add(new InProcessRegistration(name, origin, create));
        return this;
    }

    /// <summary>Adds a provider that was written or made by hand.</summary>
    /// <returns>This builder.</returns>
    public GaoDevBuilder AddProvider(BaseProviderPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        registrations.Add(new InProcessRegistration(plugin.Name, ProviderOrigin.Code, () => plugin));
        return this;
    }
}
