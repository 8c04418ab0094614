namespace GaoDev.Providers;

/// <summary>One piece of work for a provider. Immutable, so it may be shared between threads.</summary>
public sealed record AgentTask
{
    /// <summary>Creates a task.</summary>
    /// <param name="prompt">What the agent is asked to do; any Unicode text.</param>
    /// <param name="context">Where and under which limits it works.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public AgentTask(string prompt, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(context);
        Prompt = prompt;
        Context = context;
    }

    /// <summary>What the agent is asked to do.</summary>
    public string Prompt { get; init; }

    /// <summary>Where and under which limits the task runs.</summary>
    public AgentContext Context { get; init; }

    /// <summary>Canonical name of the model, or null for the provider's default.</summary>
    public string? Model { get; init; }

    /// <summary>Names of the tools that the agent may use. Empty means none.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>How long the task may take, or null for the provider's default.</summary>
    public TimeSpan? Timeout { get; init; }
}
