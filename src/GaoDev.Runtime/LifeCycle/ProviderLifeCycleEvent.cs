namespace GaoDev.Runtime;

/// <summary>Something that happened to a provider. Immutable.</summary>
/// <param name="Provider">The name that it is registered under.</param>
/// <param name="Step">What happened.</param>
/// <param name="Problem">What went wrong, or null.</param>
public sealed record ProviderLifeCycleEvent(string Provider, ProviderLifeCycleStep Step, string? Problem = null);
