using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Egress;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging;

namespace GaoDev.Fixtures;

/// <summary>Runs prompts through one plugin and writes a line of JSON for each: what was answered, or how it failed.</summary>
internal sealed record DriverScript
{
    public required string Assembly { get; init; }

    public required string Provider { get; init; }

    public required string EntryType { get; init; }

    public required string[] Prompts { get; init; }

    public bool IsConfined { get; init; } = true;

    public string State { get; init; } = "/nonexistent";

    public string Project { get; init; } = "/nonexistent";

    public Dictionary<string, string> Settings { get; init; } = [];

    public string[] Secrets { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = [];

    public string[] Granted { get; init; } = [];

    public string? BubblewrapPath { get; init; }

    public bool EnableNetwork { get; init; } = true;

    public bool AllowDestructiveOperations { get; init; } = true;

    public double TimeoutSeconds { get; init; } = 60;

    /// <summary>Limits as a user would set them.</summary>
    public Dictionary<string, string> Limits { get; init; } = [];

    public bool HoldsEach { get; init; }

    /// <summary>Whether the first prompt that fails is the last one.</summary>
    public bool StopsAtError { get; init; }

    /// <summary>Host name to addresses; names that are not here do not resolve. Nothing is asked of a network.</summary>
    public Dictionary<string, string[]> Names { get; init; } = [];

    /// <summary>Where every connection really goes, whatever its address: a listener of the test's.</summary>
    public int? DialPort { get; init; }

    public string? Authority { get; init; }

    public static async Task<int> RunAsync(string file)
    {
        DriverScript script = JsonSerializer.Deserialize<DriverScript>(await File.ReadAllTextAsync(file))!;
        ProviderConfiguration configuration = new(script.Settings, script.Secrets);
        HostedPlugin plugin = FixturePlugin.Describe(
            script.Assembly, script.Provider, script.EntryType, configuration, script.Environment, isConfined: script.IsConfined, granted: [.. script.Granted.Select(ReadPermission)]);
        using ILoggerFactory loggers = new StandardErrorLoggers();
        await using HostedProvider provider = new(plugin, script.CreateOptions(), loggers.CreateLogger("plugin"));
        foreach (string prompt in script.Prompts)
        {
            if (!await script.RunAsync(provider, prompt) && script.StopsAtError)
            {
                break;
            }
        }

        return 0;
    }

    private async Task<bool> RunAsync(HostedProvider provider, string prompt)
    {
        StringBuilder text = new();
        string? error = null, code = null;
        AgentContext context = new(Project) { EnableNetwork = EnableNetwork, AllowDestructiveOperations = AllowDestructiveOperations };
        int? id = null;
        try
        {
            AgentTask task = new(prompt, context) { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) };
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, CancellationToken.None))
            {
                id ??= provider.ProcessId;
                if (text.Length < 100_000 && update is TextUpdate piece)
                {
                    text.Append(piece.Text).Append('\n');
                }
            }
        }
        catch (Exception exception) when (exception is PluginException or ProviderException)
        {
            error = exception.Message + " | " + (exception as PluginException)?.Remedy;
            code = (exception as PluginException)?.Code.ToString() ?? exception.GetType().Name;
        }

        Console.WriteLine(JsonSerializer.Serialize(new { prompt, text = text.ToString(), error, code, process = id, memory = GC.GetTotalMemory(forceFullCollection: false) }));
        await Console.Out.FlushAsync();
        if (HoldsEach)
        {
            await Task.Run(Console.In.ReadLine);
        }

        return error is null;
    }

    private HostOptions CreateOptions() => new()
    {
        StateDirectory = State,
        BubblewrapPath = BubblewrapPath,
        HandshakeTimeout = TimeSpan.FromSeconds(30),
        Limits = Limits.Aggregate(new PluginLimits(), (limits, limit) => LimitSettings.Set(limits, limit.Key, limit.Value, "the script")),
        Egress = new EgressOptions
        {
            Resolve = ResolveAsync,
            Dial = DialAsync,
            Authorities = Authority is null ? null : [System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(Authority)],
        },
    };

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Names.TryGetValue(host, out string[]? addresses)
        ? Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())
        : throw new SocketException((int)SocketError.HostNotFound);

    private async ValueTask<Stream> DialAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        if (!IPAddress.IsLoopback(address) && DialPort is null)
        {
            throw new SocketException((int)SocketError.HostUnreachable);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, DialPort ?? port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static Permission ReadPermission(string text)
    {
        string[] parts = text.Split('=', 2);
        return new Permission(Enum.Parse<PermissionKind>(parts[0]), parts.Length > 1 ? parts[1] : "");
    }

    private sealed class StandardErrorLoggers : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Console.Error.WriteLine(formatter(state, exception));
    }
}
