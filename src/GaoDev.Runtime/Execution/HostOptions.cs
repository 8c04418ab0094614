namespace GaoDev.Runtime.Execution;

/// <summary>Where the plugin host is, and how long its steps may take. Immutable.</summary>
internal sealed record HostOptions
{
    /// <summary>The host's assembly, or null for the one beside the application.</summary>
    public string? HostPath { get; init; }

    /// <summary>The .NET launcher, or null to look for it.</summary>
    public string? DotnetPath { get; init; }

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
