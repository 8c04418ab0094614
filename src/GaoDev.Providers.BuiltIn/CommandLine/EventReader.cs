using System.Text.Json;

namespace GaoDev.Providers.BuiltIn.CommandLine;

/// <summary>Reads the events of one run of a tool as updates.</summary>
internal abstract class EventReader
{
    /// <summary>What the tool reported as the reason that the task failed, or null.</summary>
    public ProviderException? Failure { get; protected set; }

    /// <summary>Whether the tool said that the answer is whole.</summary>
    public bool IsComplete { get; protected set; }

    public abstract IEnumerable<AgentUpdate> Read(JsonElement line);

    /// <summary>Usage and finish, which come last.</summary>
    public abstract IEnumerable<AgentUpdate> ReadEnd();
}
