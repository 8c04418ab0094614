namespace GaoDev.Providers;

/// <summary>The model asks for a tool, or an agent reports that it used one.</summary>
/// <param name="CallId">Identifies the call within the task.</param>
/// <param name="ToolName">The tool's name.</param>
/// <param name="ArgumentsJson">The arguments as a JSON object.</param>
public sealed record ToolCallUpdate(string CallId, string ToolName, string ArgumentsJson) : AgentUpdate;
