using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Registry;

/// <summary>
/// What a provider's instances in this process are given. They share a client: handlers pool connections, instances come
/// and go. Thread-safe.
/// </summary>
internal sealed class InProcessContexts(string provider)
{
    private readonly Lazy<HttpClient> httpClient = new(() => new HttpClient { Timeout = Timeout.InfiniteTimeSpan });

    public ProviderContext Create(ProviderConstruction construction) => new(
        construction.Configuration,
        httpClient.Value,
        construction.Loggers.CreateLogger($"GaoDev.Providers.{provider}"),
        construction.Time,
        construction.WorkingDirectory);

    /// <summary>Closes the connections of every instance.</summary>
    public void Close()
    {
        if (httpClient.IsValueCreated)
        {
            httpClient.Value.Dispose();
        }
    }
}
