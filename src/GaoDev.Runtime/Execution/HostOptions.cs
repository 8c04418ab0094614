using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Egress;

namespace GaoDev.Runtime.Execution;

/// <summary>Where the plugin host is, and how long its steps may take. Immutable.</summary>
internal sealed record HostOptions
{
    /// <summary>The host's assembly, or null for the one beside the application.</summary>
    public string? HostPath { get; init; }

    /// <summary>The .NET launcher, or null to look for it.</summary>
    public string? DotnetPath { get; init; }

    /// <summary>What sets a sandbox up, or null for the system's.</summary>
    public string? BubblewrapPath { get; init; }

    /// <summary>The tool's own state: nothing granted reaches it, and plugins' private folders and the audit log are in it.</summary>
    public string StateDirectory { get; init; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".gao-dev");

    /// <summary>What a plugin may use.</summary>
    public PluginLimits Limits { get; init; } = new();

    /// <summary>The bounds of a plugin's requests.</summary>
    public EgressOptions Egress { get; init; } = new();

    /// <summary>From the process's start to its greeting.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Loading the plugin and making its provider.</summary>
    public TimeSpan CreateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A question that a caller waits for without being able to cancel.</summary>
    public TimeSpan QuestionTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From asking to stop, a task or the process, to ending the process.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock of all of these.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
