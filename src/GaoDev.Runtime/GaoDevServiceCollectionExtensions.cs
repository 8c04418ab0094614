using GaoDev.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds GaoDev to an application's services.</summary>
public static class GaoDevServiceCollectionExtensions
{
    /// <summary>
    /// Adds a singleton <see cref="ProviderFactory"/> with the providers that <paramref name="configure"/> adds. They run
    /// in the application's own process, as its author chose them.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Adds providers, usually by <c>gaodev.AddReferencedProviders()</c>.</param>
    /// <exception cref="GaoDev.Providers.DuplicateProviderException">Thrown when the factory is first resolved: two providers have one name.</exception>
    public static IServiceCollection AddGaoDev(this IServiceCollection services, Action<GaoDevBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        services.TryAddSingleton(provider => ProviderFactory.Create(
            configure,
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        return services;
    }
}
