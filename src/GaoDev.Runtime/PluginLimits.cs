namespace GaoDev.Runtime;

/// <summary>
/// What one plugin's process may use, with the usual numbers as defaults. What goes over a limit is refused or ended with an
/// error that names the plugin, the limit and its value. Immutable; held by the application's process and the kernel.
/// </summary>
/// <remarks>
/// The user sets them in <c>~/.gao-dev/config.yaml</c> under <c>plugins.limits</c> and for one run with
/// <c>gao-dev run --limit Name=value</c>. A project's file cannot. docs/security.md says what holds each.
/// </remarks>
public sealed record PluginLimits
{
    private const long MiB = 1024 * 1024;

    /// <summary>Bytes of managed memory: beyond it, allocations fail in the plugin.</summary>
    public long ManagedMemory { get; init; } = 192 * MiB;

    /// <summary>Bytes of private memory, managed and native: beyond it, allocations fail in the plugin.</summary>
    public long PrivateMemory { get; init; } = 512 * MiB;

    /// <summary>Bytes of resident memory of the plugin and all that it started: beyond it, they are ended.</summary>
    public long ResidentMemory { get; init; } = 512 * MiB;

    /// <summary>Threads and processes: beyond it, none can be started.</summary>
    public int Threads { get; init; } = 96;

    /// <summary>Open descriptors: beyond it, none can be opened.</summary>
    public int Descriptors { get; init; } = 256;

    /// <summary>Bytes of one file that the plugin writes: beyond it, writing fails.</summary>
    public long FileSize { get; init; } = 64 * MiB;

    /// <summary>Bytes of the plugin's private folder: beyond it, the plugin is ended.</summary>
    public long Storage { get; init; } = 256 * MiB;

    /// <summary>Processor time of one stretch of work: beyond it, the plugin is ended.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Processors that the plugin may keep busy, 1.5 being one and a half. Held where a control group is to be had.</summary>
    public double ProcessorShare { get; init; } = 2;

    /// <summary>From the start of a task to its end: beyond it, the plugin is ended. A task's own timeout is usually shorter.</summary>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a task may say nothing while its caller waits: beyond it, the plugin is ended.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Updates of one answer: beyond it, the plugin is ended.</summary>
    public long Updates { get; init; } = 10_000_000;

    /// <summary>Bytes of one answer: beyond it, the plugin is ended.</summary>
    public long AnswerBytes { get; init; } = 1024 * MiB;

    /// <summary>Bytes that a plugin's process may print to standard error in its life: beyond it, it is ended.</summary>
    public long ErrorBytes { get; init; } = 64 * MiB;
}
