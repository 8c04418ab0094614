using System.Reflection;
using GaoDev.Fixtures;
using GaoDev.Plugins.Loading;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Host.Tests;

/// <summary>The programs and plugins that were built along with these tests, and providers made of them.</summary>
internal static class BuiltFixtures
{
    public static string Driver => PathOf("HostDriver");

    public static string Echo => PathOf("Fixtures.Echo");

    public static string Clients => PathOf("Fixtures.Clients");

    public static string Hostile => PathOf("Fixtures.Hostile");

    public static string Misbehaving => PathOf("Fixtures.Misbehaving");

    public static PluginAssets Assets(string name) => FixturePlugin.Assets(PathOf(name));

    public static HostedProvider EchoProvider(ProviderConfiguration? configuration = null, IReadOnlyDictionary<string, string>? environment = null) => new(
        FixturePlugin.Describe(Echo, "echo", "Fixtures.Echo.EchoPlugin", configuration, environment, ["echo-large", "echo-small"]),
        new HostOptions(),
        NullLogger.Instance);

    public static HostedProvider MisbehavingProvider(
        HostOptions? options = null,
        IEnumerable<(string Name, string Value)>? configuration = null,
        string misbehave = "",
        string? marker = null,
        ILogger? logger = null)
    {
        Dictionary<string, string> environment = new() { ["MISBEHAVE"] = misbehave };
        if (marker is not null)
        {
            environment["MARKER"] = marker;
        }

        ProviderConfiguration settings = new((configuration ?? []).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), ["key"]);
        return new HostedProvider(
            FixturePlugin.Describe(Misbehaving, "misbehaving", "Fixtures.Misbehaving.MisbehavingPlugin", settings, environment),
            options ?? new HostOptions(),
            logger ?? NullLogger.Instance);
    }

    public static HostedProvider OpenAIProvider(string age) => new(
        FixturePlugin.Describe(PathOf($"Fixtures.OpenAI{age}"), $"openai-{age.ToLowerInvariant()}", $"Fixtures.OpenAI{age}.OpenAI{age}Plugin"),
        new HostOptions(),
        NullLogger.Instance);

    public static AgentTask TaskOf(string prompt, TimeSpan? timeout = null) => new(prompt, new AgentContext(Path.GetTempPath())) { Timeout = timeout };

    private static string PathOf(string name) => typeof(BuiltFixtures).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == $"fixture:{name}")
        .Value!;
}
