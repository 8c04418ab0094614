namespace GaoDev.Cli;

/// <summary>What gao-dev ends with. docs/cli-reference.md lists them; a number never changes its meaning.</summary>
internal enum ExitCode
{
    Done = 0,
    Failed = 1,
    Usage = 2,
    ProviderNotFound = 3,
    InvalidPlugin = 4,
    FeedUnreachable = 5,
    TrustRefused = 6,
    LockMismatch = 7,
    ConfigurationInvalid = 8,
    ProviderFailed = 9,
    SandboxUnavailable = 10,
    PackageNotFound = 11,
    VersionNotFound = 12,
    PackageCorrupt = 13,
    ContractTooNew = 14,
    ModelNotFound = 15,
    DependencyConflict = 16,
    Cancelled = 130,
}
