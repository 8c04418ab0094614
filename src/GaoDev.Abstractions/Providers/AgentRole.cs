namespace GaoDev.Providers;

/// <summary>Who says something in a conversation.</summary>
public enum AgentRole
{
    /// <summary>Whoever set the agent up: instructions that stand above the others.</summary>
    System,

    /// <summary>The person, or the program in a person's place.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool, with its result.</summary>
    Tool,
}
