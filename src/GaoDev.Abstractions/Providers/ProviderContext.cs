using Microsoft.Extensions.Logging;

namespace GaoDev.Providers;

/// <summary>
/// What a provider is given when it is made. A provider class takes it in its public constructor, or takes nothing.
/// Safe for concurrent use, as its parts are.
/// </summary>
public sealed class ProviderContext
{
    /// <summary>Creates a context.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ProviderContext(ProviderConfiguration configuration, HttpClient httpClient, ILogger logger, TimeProvider timeProvider, string workingDirectory)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Configuration = configuration;
        HttpClient = httpClient;
        Logger = logger;
        TimeProvider = timeProvider;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>The settings of this provider, by the names of its options, defaults included.</summary>
    public ProviderConfiguration Configuration { get; }

    /// <summary>The way to the hosts that the plugin was granted. Owned by the caller: a provider does not dispose it.</summary>
    public HttpClient HttpClient { get; }

    /// <summary>Goes to the log of the process that runs the tool. Never log a secret.</summary>
    public ILogger Logger { get; }

    /// <summary>The clock to use, so that tests can set it.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The folder that relative paths in the configuration are taken from, absolute.</summary>
    public string WorkingDirectory { get; }
}
