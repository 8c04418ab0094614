using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;
using GaoDev.Runtime.Trust;
using GaoDev.Runtime.Validation;

namespace GaoDev.Runtime.Packages;

/// <summary>
/// A package that was restored, verified and read, and is not installed. Nothing of it has run. It becomes an
/// installed plugin by <see cref="CommitAsync"/>; disposed without that, it leaves nothing behind.
/// </summary>
internal sealed class PreparedInstallation : IAsyncDisposable
{
    private readonly PluginStore _store;
    private readonly StagingArea _staging;
    private readonly InstalledPlugin _plugin;

    internal PreparedInstallation(
        PluginStore store, StagingArea staging, InstalledPlugin plugin, IReadOnlyList<ProviderManifest> providers, long downloadBytes, InstalledPlugin? replaces)
    {
        _store = store;
        _staging = staging;
        _plugin = plugin;
        Providers = providers;
        DownloadBytes = downloadBytes;
        Replaces = replaces;
    }

    /// <summary>The package's id, as it writes it.</summary>
    public string PackageId => _plugin.PackageId;

    /// <summary>The package's normalized version.</summary>
    public string Version => _plugin.Version;

    /// <summary>Where it came from: an address without credentials, a folder or a file.</summary>
    public string Source => _plugin.Source;

    /// <summary>Every package that was restored, itself included.</summary>
    public IReadOnlyList<LockedPackage> Closure => _plugin.Closure;

    /// <summary>Bytes of the packages of the closure.</summary>
    public long DownloadBytes { get; }

    /// <summary>What it brings, and what each asks for, in order of name.</summary>
    public IReadOnlyList<ProviderManifest> Providers { get; }

    /// <summary>The native libraries that it brings, by file name.</summary>
    public IEnumerable<string> NativeLibraries => _plugin.Assets.Native.Keys;

    /// <summary>What its own code uses and it does not declare, one line each. Reads its assemblies at each call.</summary>
    public IReadOnlyList<string> FindUndeclared() => new CodePermissions(_plugin, _staging.Entry).FindUndeclared();

    /// <summary>The installed plugin of the same package that this takes the place of, or null.</summary>
    public InstalledPlugin? Replaces { get; }

    /// <summary>Its signature, verified; null where nobody signed it.</summary>
    public PackageSignature? Signature { get; init; }

    /// <summary>What is known of its publisher.</summary>
    public PublisherStanding Standing { get; init; }

    /// <summary>Who published the versions that were seen before, or null.</summary>
    public string? PublishedBefore { get; init; }

    /// <summary>Whether somebody has to say that the publisher is trusted.</summary>
    public bool NeedsPublisherApproval => Standing is not (PublisherStanding.Known or PublisherStanding.Unsigned);

    /// <summary>Every package that was fetched, for this machine and for others.</summary>
    public IReadOnlyList<StagedPackage> Packages { get; init; } = [];

    /// <summary>What a person should know before it is installed.</summary>
    public IReadOnlyList<SecurityNotice> Notices { get; init; } = [];

    /// <summary>What it asks for beyond what the installed one asks for, or null where none is installed.</summary>
    public PermissionChanges? Changes => Replaces is null ? null : PermissionChanges.Between(Replaces, Providers);

    /// <summary>Whether the same bytes are installed already, so that nothing is to be done.</summary>
    public bool IsInstalled => Replaces is not null && ApprovalBinding.Of(Replaces) == ApprovalBinding.Of(_plugin);

    /// <summary>What would be recorded, with nothing granted yet.</summary>
    public InstalledPlugin Plugin => _plugin;

    /// <summary>Installs it, with what was granted. Once it returns, every start sees it.</summary>
    /// <exception cref="PluginException">
    /// More was granted than is asked for, another plugin has taken a provider's name meanwhile, or the store cannot be changed.
    /// </exception>
    public async Task<InstalledPlugin> CommitAsync(InstallationApproval approval, CancellationToken cancellationToken)
    {
        if (NeedsPublisherApproval && !approval.AcceptsPublisher)
        {
            throw new PluginException(
                PluginErrorCode.PublisherUnknown, $"Nobody has said that the publisher of {PackageId} is trusted. Nothing was installed.", "Install it at a terminal, or name its publisher in a policy file.", PackageId);
        }

        InstalledPlugin approved = _plugin with
        {
            Providers = [.. _plugin.Providers.Select(provider => provider with { Granted = GrantedTo(provider.Name, approval) })],
            Trust = new TrustRecord("approved", approval.By, approval.At, ApprovalBinding.Of(_plugin)),
            Unconfined = approval.Unconfined,
            State = Replaces?.State ?? PluginState.Enabled,
        };
        await KnownPublishers.RememberAsync(_store.Layout.User, PackageId, Signature?.Publisher, approval.At, cancellationToken);
        return await _store.AddAsync(_staging, approved, cancellationToken);
    }

    /// <summary>Removes what was staged.</summary>
    public ValueTask DisposeAsync()
    {
        _staging.Dispose();
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<Permission> GrantedTo(string name, InstallationApproval approval)
    {
        IReadOnlyList<Permission> asked = Providers.Single(provider => provider.Metadata.Name == name).Metadata.Permissions;
        IReadOnlyList<Permission> granted = approval.Granted.GetValueOrDefault(name) ?? [];
        return granted.All(asked.Contains)
            ? granted
            : throw new PluginException(
                PluginErrorCode.ApprovalDeclined,
                $"More was approved for '{name}' than it asks for. Nothing was installed.",
                "Approve only what the installation shows.",
                name);
    }
}
