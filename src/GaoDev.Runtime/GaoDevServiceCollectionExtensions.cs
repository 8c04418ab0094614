using GaoDev.Runtime;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Registry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

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

        services.TryAddSingleton(provider =>
        {
            GaoDevBuilder builder = new();
            configure(builder);
            ILoggerFactory loggers = provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
            TimeProvider time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            ProviderFactory factory = new(ProviderConfigurationResolver.FromEnvironment(), loggers, time);
            foreach (ProviderRegistration registration in builder.Registrations)
            {
                factory.Register(registration);
            }

            return factory;
        });
        return services;
    }
}
