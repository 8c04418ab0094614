namespace GaoDev.Providers;

/// <summary>One step of a streamed answer. A string converts to a <see cref="TextUpdate"/>. Immutable.</summary>
public abstract record AgentUpdate
{
    private protected AgentUpdate()
    {
    }

    /// <summary>Makes a text update, so that a provider can write <c>yield return "text";</c>.</summary>
    public static implicit operator AgentUpdate(string text) => new TextUpdate(text);

    /// <summary>Makes a text update, for languages without conversion operators.</summary>
    public static AgentUpdate FromString(string text) => new TextUpdate(text);
}
