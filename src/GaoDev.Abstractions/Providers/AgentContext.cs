using System.Collections.ObjectModel;

namespace GaoDev.Providers;

/// <summary>
/// Where a task runs and what it may do there. Immutable. The two flags and the paths narrow what the plugin was
/// granted at installation; they never widen it.
/// </summary>
public sealed record AgentContext
{
    private static readonly IReadOnlyDictionary<string, string> None = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Creates a context.</summary>
    /// <param name="projectRoot">The project's folder; a relative path is taken from the current folder. It need not exist.</param>
    /// <param name="workingDirectory">The folder to work in; the project's folder where it is null or does not exist.</param>
    /// <exception cref="ArgumentException"><paramref name="projectRoot"/> is null, empty or no path.</exception>
    public AgentContext(string projectRoot, string? workingDirectory = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(projectRoot);
        ProjectRoot = Path.GetFullPath(projectRoot);
        WorkingDirectory = Directory.Exists(workingDirectory) ? Path.GetFullPath(workingDirectory) : ProjectRoot;
    }

    /// <summary>The project's folder, absolute.</summary>
    public string ProjectRoot { get; }

    /// <summary>The folder to work in, absolute.</summary>
    public string WorkingDirectory { get; }

    /// <summary>Free-form facts about the task, for logs and providers.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = None;

    /// <summary>Variables that the task brings for the tools it starts.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = None;

    /// <summary>Whether the task may change or delete files. False takes every write permission away.</summary>
    public bool AllowDestructiveOperations { get; init; } = true;

    /// <summary>Whether the task may reach the network. False takes every network permission away.</summary>
    public bool EnableNetwork { get; init; } = true;
}
