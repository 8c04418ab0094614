using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Sources;

namespace GaoDev.Runtime.Trust;

/// <summary>
/// What may be installed where nobody is asked, and what may never be. Written by whoever runs the machine; a project's
/// is not read. Immutable. docs/packages.md describes the file.
/// </summary>
internal sealed record InstallationPolicy
{
    /// <summary>The policy of a machine that has none: everything is asked, nothing is forbidden.</summary>
    public static InstallationPolicy None { get; } = new();

    /// <summary>Publishers that are accepted unasked: names, or SHA-256 fingerprints of certificates.</summary>
    public IReadOnlyList<string> Publishers { get; init; } = [];

    /// <summary>Whether a publisher that is seen for the first time is accepted where <c>--yes</c> is given.</summary>
    public bool AcceptsUnknownPublishers { get; init; }

    /// <summary>Whether packages that nobody signed may be installed.</summary>
    public bool AllowsUnsigned { get; init; } = true;

    /// <summary>The only addresses and folders that packages may come from; null for any.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Permissions that are granted unasked, with <c>*</c> in the value for anything.</summary>
    public IReadOnlyList<Permission> Granted { get; init; } = [];

    /// <summary>The only permissions that may be granted at all; null for any.</summary>
    public IReadOnlyList<Permission>? Maximum { get; init; }

    /// <summary>Whether a plugin may be let run without confinement: its permissions bound nothing then.</summary>
    public bool AllowsUnconfined { get; init; } = true;

    /// <summary>How old a release is at least; null for any age.</summary>
    public TimeSpan? MinimumAge { get; init; }

    /// <summary>Refuses sources that packages may not come from, before one of them is asked.</summary>
    /// <exception cref="PluginException">A source is not among the allowed ones.</exception>
    public void RequireSources(IEnumerable<string> addresses)
    {
        string? refused = Sources is null ? null : addresses.FirstOrDefault(address => !Sources.Contains(FeedAddress.Redact(address).TrimEnd('/'), StringComparer.Ordinal));
        if (refused is not null)
        {
            throw Refused($"packages may not come from {FeedAddress.Redact(refused)}", refused);
        }
    }

    /// <exception cref="PluginException">The package is unsigned, too young, or asks for more than may be granted.</exception>
    public void Require(string package, PackageSignature? signature, DateTimeOffset? released, IReadOnlyList<ProviderManifest> providers, DateTimeOffset now)
    {
        if (!AllowsUnsigned && signature is null)
        {
            throw Refused($"{package} is not signed", package);
        }

        if (MinimumAge is { } age && !(released <= now - age))
        {
            throw Refused(
                released is null
                    ? $"{package} does not say when it was released, and a release must be {age.TotalDays:0.##} days old"
                    : $"{package} was released {(now - released.Value).TotalDays:0.#} days ago, and a release must be {age.TotalDays:0.##} days old",
                package);
        }

        if (Maximum is not null
            && providers.SelectMany(provider => provider.Metadata.Permissions).FirstOrDefault(asked => !Maximum.Any(allowed => Covers(allowed, asked))) is { } excess)
        {
            throw Refused($"{package} asks for {PermissionKindNames.NameOf(excess.Kind)} {excess.Value}".TrimEnd() + ", which is more than may be granted", package);
        }
    }

    /// <exception cref="PluginException">No plugin may run without confinement.</exception>
    public void RequireUnconfinedAllowed(string package)
    {
        if (!AllowsUnconfined)
        {
            throw new PluginException(
                PluginErrorCode.PolicyRefused, $"The policy file does not allow it: {package} would run without confinement. Nothing was changed.", "Leave the confinement as it is, or ask whoever wrote the policy.", package);
        }
    }

    /// <summary>Whether a publisher is accepted without anybody being asked.</summary>
    public bool Accepts(PackageSignature? signature) => signature is not null
        && Publishers.Any(name => name == signature.Signer.Fingerprint || (signature.IsTrusted && (name == signature.Name || name == signature.Publisher.Name)));

    /// <summary>Whether everything that is asked for is granted without anybody being asked.</summary>
    public bool Grants(IEnumerable<Permission> asked)
    {
        Permission[] all = [.. asked];
        return all.Length > 0 && all.All(permission => Granted.Any(granted => Covers(granted, permission)));
    }

    // 'a*' covers 'ab'; but '*.com' does not cover '*', so that a pattern is only ever covered by itself or a wider one.
    private static bool Covers(Permission allowed, Permission asked)
    {
        if (allowed.Kind != asked.Kind)
        {
            return false;
        }

        string[] parts = allowed.Value.Split('*');
        return parts.Length switch
        {
            1 => allowed.Value == asked.Value,
            2 => asked.Value.Length >= parts[0].Length + parts[1].Length
                && asked.Value.StartsWith(parts[0], StringComparison.Ordinal)
                && asked.Value.EndsWith(parts[1], StringComparison.Ordinal),
            _ => false,
        };
    }

    private static PluginException Refused(string why, string package) => new(
        PluginErrorCode.PolicyRefused, $"The policy file does not allow it: {why}. Nothing was installed.", "Ask whoever wrote the policy.", package);
}
