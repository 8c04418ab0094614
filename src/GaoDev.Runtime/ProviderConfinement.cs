namespace GaoDev.Runtime;

/// <summary>Where a provider's code runs, and how it is held there.</summary>
public enum ProviderConfinement
{
    /// <summary>In this process, because the application's or the tool's author chose it.</summary>
    InProcess,

    /// <summary>In a process of its own that can do what was granted and nothing else.</summary>
    Confined,

    /// <summary>In a process of its own with all rights of the user.</summary>
    Unconfined,

    /// <summary>Nowhere: it is untrusted or broken.</summary>
    NotRun,
}
