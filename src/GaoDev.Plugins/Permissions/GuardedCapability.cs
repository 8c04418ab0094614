namespace GaoDev.Plugins.Permissions;

/// <summary>What a guarded API lets code do.</summary>
internal enum GuardedCapability
{
    /// <summary>Read or change files: <c>[FileAccess]</c> or <c>[StorageAccess]</c>.</summary>
    File,

    /// <summary>Reach other machines: <c>[NetworkAccess]</c>.</summary>
    Network,

    /// <summary>Start tools: <c>[SubprocessAccess]</c>.</summary>
    Process,

    /// <summary>Read environment variables: <c>[EnvironmentAccess]</c>.</summary>
    Environment,

    /// <summary>Run native code: <c>[NativeCodeAccess]</c>.</summary>
    NativeCode,

    /// <summary>Load or make code at run time, or find it by name. No permission allows it.</summary>
    DynamicCode,

    /// <summary>Write to the console, which belongs to the tool.</summary>
    Console,

    /// <summary>Block a thread on asynchronous work. Seen in source alone: what <c>await</c> compiles to looks the same.</summary>
    Blocking,
}
