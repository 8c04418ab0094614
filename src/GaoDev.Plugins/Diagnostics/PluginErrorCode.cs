namespace GaoDev.Plugins.Diagnostics;

/// <summary>What can go wrong around a plugin. A number is never given a second meaning; docs/errors.md explains each.</summary>
public enum PluginErrorCode
{
    /// <summary>No provider of that name is installed, referenced or built in.</summary>
    ProviderNotFound = 1003,

    /// <summary>The provider does not have the model.</summary>
    ModelNotFound = 1004,

    /// <summary>Two plugins bring a provider of the same name.</summary>
    DuplicateProvider = 1005,

    /// <summary>The provider is known and was disabled.</summary>
    ProviderDisabled = 1006,

    /// <summary>No source has a package of that id.</summary>
    PackageNotFound = 2001,

    /// <summary>The package exists, and no source has that version of it.</summary>
    VersionNotFound = 2002,

    /// <summary>A source does not answer, or not as a NuGet source does.</summary>
    FeedUnreachable = 2003,

    /// <summary>A package is damaged or is not the one it says it is.</summary>
    PackageCorrupt = 2004,

    /// <summary>The dependencies of a package cannot be satisfied together.</summary>
    DependencyConflict = 2005,

    /// <summary>A package holds nothing that runs on this framework and machine.</summary>
    NoCompatibleAssets = 2006,

    /// <summary>A package needs a newer version of something that the host shares with plugins.</summary>
    SharedDependencyTooNew = 2007,

    /// <summary>The store or its lock file cannot be read or written.</summary>
    StoreUnavailable = 2008,

    /// <summary>A lock file is not valid.</summary>
    LockInvalid = 2009,

    /// <summary>A source would be used over an unprotected connection.</summary>
    FeedInsecure = 2010,

    /// <summary>Another process is changing the store.</summary>
    StoreBusy = 2011,

    /// <summary>A package is larger, or unpacks to more, than is accepted.</summary>
    PackageTooLarge = 2012,

    /// <summary>There is no earlier state of what is installed to go back to.</summary>
    GenerationNotFound = 2013,

    /// <summary>What a lock file says, and what a source gives or a package needs, are not the same.</summary>
    LockMismatch = 2014,

    /// <summary>A project cannot be packed.</summary>
    PackFailed = 2015,

    /// <summary>A bundle is not valid.</summary>
    BundleInvalid = 2016,

    /// <summary>The package has no provider in it.</summary>
    NotAProvider = 3001,

    /// <summary>A provider's manifest is not valid.</summary>
    ManifestInvalid = 3002,

    /// <summary>A plugin was built against a newer contract than this host has.</summary>
    ContractTooNew = 3003,

    /// <summary>Installed files are not those that were recorded.</summary>
    ContentChanged = 3004,

    /// <summary>A package's signature is not valid, or its content was changed after it was signed.</summary>
    SignatureInvalid = 3005,

    /// <summary>The plugin was found and not granted anything, so it does not run.</summary>
    NotTrusted = 3006,

    /// <summary>Nobody approved what the plugin asks for.</summary>
    ApprovalDeclined = 3007,

    /// <summary>The policy file forbids an installation, or cannot be read.</summary>
    PolicyRefused = 3008,

    /// <summary>The publisher of a package is not known, and nobody said that it is trusted.</summary>
    PublisherUnknown = 3009,

    /// <summary>A plugin's code uses what none of its providers declares.</summary>
    PermissionUndeclared = 3301,

    /// <summary>A configuration file cannot be read or is not valid.</summary>
    ConfigurationInvalid = 4001,

    /// <summary>A provider's option has no value and needs one, is none of the provider's, or has a value that it may not have.</summary>
    OptionInvalid = 4002,

    /// <summary>A value on the command line cannot be read.</summary>
    ArgumentMalformed = 4004,

    /// <summary>The plugin cannot be confined on this machine.</summary>
    SandboxUnavailable = 5001,

    /// <summary>The plugin host could not be started.</summary>
    HostStartFailed = 5002,

    /// <summary>The plugin's process ended in the middle of its work.</summary>
    HostCrashed = 5003,

    /// <summary>The plugin went over one of its limits and was ended.</summary>
    LimitExceeded = 5004,

    /// <summary>The plugin's process did not keep to the protocol and was ended.</summary>
    ProtocolViolation = 5005,

    /// <summary>The plugin did not answer in time and was ended.</summary>
    DeadlineExceeded = 5006,

    /// <summary>The plugin's assemblies or its entry type cannot be loaded.</summary>
    LoadFailed = 5008,

    /// <summary>The provider fails a check of the conformance kit.</summary>
    NotConformant = 6001,
}
