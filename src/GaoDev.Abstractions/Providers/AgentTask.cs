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

    /// <summary>
    /// The conversation that the task goes on with, its last message included. Empty where there is only the prompt.
    /// A provider that knows conversations sends this in place of <see cref="Prompt"/>, which says the same in one text.
    /// </summary>
    public IReadOnlyList<AgentMessage> Conversation { get; init; } = [];

    /// <summary>Names of the tools that the agent may use, those of <see cref="ToolDefinitions"/> among them. Empty means none.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The functions among <see cref="Tools"/> that the caller runs itself when the model asks for them.</summary>
    public IReadOnlyList<AgentTool> ToolDefinitions { get; init; } = [];

    /// <summary>The longest answer, in tokens, or null for the provider's default.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>How freely the model chooses, from 0, or null for the provider's default.</summary>
    public double? Temperature { get; init; }

    /// <summary>How long the task may take, or null for the provider's default.</summary>
    public TimeSpan? Timeout { get; init; }
}
