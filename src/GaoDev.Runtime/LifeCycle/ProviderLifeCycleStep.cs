namespace GaoDev.Runtime;

/// <summary>What happened to a provider.</summary>
public enum ProviderLifeCycleStep
{
    /// <summary>It was registered: it can be asked for by name.</summary>
    Registered,

    /// <summary>Its plugin was loaded.</summary>
    Loaded,

    /// <summary>It is no longer registered, and its plugin is unloaded.</summary>
    Unregistered,

    /// <summary>It was unloaded and registered anew.</summary>
    Reloaded,

    /// <summary>It may be used again.</summary>
    Enabled,

    /// <summary>It is known and may not be used.</summary>
    Disabled,

    /// <summary>It failed at one of these; the others go on.</summary>
    Failed,
}
