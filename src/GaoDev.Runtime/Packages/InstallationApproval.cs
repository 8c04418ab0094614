using GaoDev.Permissions;

namespace GaoDev.Runtime.Packages;

/// <summary>What the user answered when an installation was shown. Immutable.</summary>
/// <param name="Granted">What is granted to each provider, by its name; nothing where it is not named.</param>
/// <param name="By">Who answered.</param>
/// <param name="At">When.</param>
/// <param name="Unconfined">Whether the plugin may run without confinement.</param>
internal sealed record InstallationApproval(
    IReadOnlyDictionary<string, IReadOnlyList<Permission>> Granted, string By, DateTimeOffset At, bool Unconfined = false)
{
    /// <summary>Whether the publisher is accepted, where that is to be said.</summary>
    public bool AcceptsPublisher { get; init; }

    /// <summary>Grants what the installed version was granted, and what the new one asks for beyond it.</summary>
    public static InstallationApproval OfUpdate(PreparedInstallation installation, string by, DateTimeOffset at) =>
        installation.Changes is { } changes ? new(changes.Granted(), by, at) : OfAll(installation, by, at);

    /// <summary>Grants every provider of an installation what it asks for.</summary>
    public static InstallationApproval OfAll(PreparedInstallation installation, string by, DateTimeOffset at, bool unconfined = false) => new(
        installation.Providers.ToDictionary(
            provider => provider.Metadata.Name, provider => provider.Metadata.Permissions, StringComparer.OrdinalIgnoreCase),
        by,
        at,
        unconfined);
}
