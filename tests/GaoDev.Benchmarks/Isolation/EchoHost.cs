using System.Diagnostics;
using GaoDev.Plugins;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>The echo fixture in a process of its own, confined or not.</summary>
internal static class EchoHost
{
    public static HostedProvider Create(bool isConfined, HostLimits? limits = null)
    {
        string assembly = Path.Combine(Workspace.Root, "tests", "plugins", "Echo", "bin", "Release", "net10.0", "Fixtures.Echo.dll");
        PluginAssets assets = new(
            "Fixtures.Echo",
            new Dictionary<string, string> { ["Fixtures.Echo"] = assembly },
            new Dictionary<string, string>(),
            new Dictionary<string, IReadOnlyDictionary<string, string>>());
        HostedPlugin plugin = new(
            new ProviderManifest(new ProviderMetadata { Name = "echo", Version = "1.2.3", SupportedModels = [] }, "Fixtures.Echo.EchoPlugin", "{}"),
            assets,
            ProviderConfiguration.Empty,
            "/",
            new Dictionary<string, string>())
        {
            IsConfined = isConfined,
        };
        return new HostedProvider(plugin, new HostOptions { Limits = limits ?? new HostLimits() }, NullLogger.Instance);
    }

    /// <summary>Milliseconds from asking to the first piece of the answer.</summary>
    public static async Task<double> AskAsync(HostedProvider provider)
    {
        long began = Stopwatch.GetTimestamp();
        await using IAsyncEnumerator<AgentUpdate> answer = provider.ExecuteTaskAsync(new AgentTask("hello", new AgentContext("/")), CancellationToken.None).GetAsyncEnumerator();
        if (!await answer.MoveNextAsync())
        {
            throw new InvalidOperationException("The plugin said nothing.");
        }

        double elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        while (await answer.MoveNextAsync())
        {
        }

        return elapsed;
    }
}
