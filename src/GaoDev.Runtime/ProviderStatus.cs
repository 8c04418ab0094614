namespace GaoDev.Runtime;

/// <summary>Whether a provider can be used.</summary>
public enum ProviderStatus
{
    /// <summary>It can be used.</summary>
    Ready,

    /// <summary>A setting that it needs, or a tool, is missing.</summary>
    NeedsConfiguration,

    /// <summary>It could be used and was disabled.</summary>
    Disabled,

    /// <summary>It was found and nobody granted it anything, so it does not run.</summary>
    Untrusted,

    /// <summary>It cannot be used as it is.</summary>
    Broken,
}
