namespace GaoDev.Providers;

/// <summary>A function that the caller offers to the model. The model asks for it, and the caller runs it. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, for the model; may be empty.</param>
/// <param name="ParametersJson">Its parameters, as a JSON Schema object.</param>
public sealed record AgentTool(string Name, string Description, string ParametersJson);
