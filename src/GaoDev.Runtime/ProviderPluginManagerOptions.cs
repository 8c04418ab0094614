using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Runtime;

/// <summary>How a <see cref="ProviderPluginManager"/> finds and runs plugins.</summary>
public sealed record ProviderPluginManagerOptions
{
    /// <summary>Where plugins are installed and the user's configuration lies: <c>GAO_DEV_HOME</c>, else <c>~/.gao-dev</c>.</summary>
    public string HomeDirectory { get; init; } = DefaultHomeDirectory();

    /// <summary>The project whose <c>plugins</c> folder and <c>gao-dev.yaml</c> count, or null for none.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>Adds the providers of this process.</summary>
    public Action<GaoDevBuilder> Providers { get; init; } = _ => { };

    /// <summary>Whether those providers are called built-in and not referenced.</summary>
    public bool ProvidersAreBuiltIn { get; init; }

    /// <summary>The plugin host's <c>GaoDev.Host.dll</c>; <c>host/</c> beside the application where it is null.</summary>
    public string? HostPath { get; init; }

    /// <summary>How long a plugin may take to stop after its task was cancelled, before its process is ended.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Changes what plugins may use: given the defaults with the user's <c>plugins.limits</c> in them, it says what counts.
    /// Called once, when the manager is opened.
    /// </summary>
    public Func<PluginLimits, PluginLimits>? Limits { get; init; }

    /// <summary>Told what happens to each provider, on the thread on which it happens. What it throws is logged and changes nothing.</summary>
    public Action<ProviderLifeCycleEvent>? LifeCycleCallback { get; init; }

    /// <summary>Where logs go.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    private static string DefaultHomeDirectory() =>
        Environment.GetEnvironmentVariable("GAO_DEV_HOME") is { Length: > 0 } home
            ? Path.GetFullPath(home)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".gao-dev");
}
