using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary>
/// <c>gao-dev plugins restore</c>: installs for the project what its lock file says. The file may be a stranger's: it says
/// which bytes, and what they may do is asked here.
/// </summary>
internal sealed class RestoreCommand : ToolCommand
{
    public RestoreCommand(Terminal terminal)
        : base("restore", "Installs for the project in the current folder what its gao-dev.lock.json says.", terminal)
    {
        Options.Add(LockedOption);
        Feeds.AddTo(this);
        Options.Add(YesOption);
    }

    public Option<bool> LockedOption { get; } = new("--locked") { Description = "Refuse any difference from the lock file." };

    public FeedOptions Feeds { get; } = new();

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Allow what the plugins ask for without being asked." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string project = Environment.CurrentDirectory;
        PluginStore store = ProjectStore.Open(StoreLayout.DefaultHome(), project);
        IReadOnlyList<LockedPlugin> locked = ProjectLockFile.Read(project) ?? throw new PluginException(
            PluginErrorCode.PackageNotFound, $"There is no {ProjectLockFile.FileName} here.", "gao-dev plugins install-provider --project makes one.");
        IReadOnlyList<InstalledPlugin> installed = store.Read();
        LockedPlugin[] missing = [.. locked.Where(plugin => !installed.Any(plugin.Is))];
        InstalledPlugin[] extra = [.. installed.Where(plugin => plugin.Link is null && !locked.Any(known => known.Id.Equals(plugin.PackageId, StringComparison.OrdinalIgnoreCase)))];
        foreach (LockedPlugin plugin in missing)
        {
            await RestoreAsync(store, plugin, arguments, cancellationToken).ConfigureAwait(false);
        }

        foreach (InstalledPlugin plugin in extra)
        {
            await store.UninstallAsync(plugin.PackageId, cancellationToken).ConfigureAwait(false);
            Terminal.Error.WriteLine($"  {plugin.PackageId} {plugin.Version} removed: the lock file does not have it.");
        }

        if (missing.Length + extra.Length > 0)
        {
            installed = store.Read();
        }

        if (!arguments.GetValue(LockedOption))
        {
            ProjectLockFile.Update(project, installed);
        }

        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<InstallationJson>>([.. installed.Select(InstallationJson.Of)]));
        }
        else
        {
            Terminal.Error.WriteLine($"  {installed.Count} {(installed.Count == 1 ? "plugin is" : "plugins are")} as the lock file says.");
        }

        return ExitCode.Done;
    }

    private async Task RestoreAsync(PluginStore store, LockedPlugin plugin, ParseResult arguments, CancellationToken cancellationToken)
    {
        PackageRequest request = Feeds.Apply(new PackageRequest { Package = plugin.Id, WorkingDirectory = Environment.CurrentDirectory, Locked = plugin }, arguments);
        PreparedInstallation prepared = await PrepareAsync(store, request, plugin, arguments, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            InstallationCard.Write(Terminal, prepared, isConfined: true, arguments.GetValue(JsonOption));
            Consent consent = new(Terminal, arguments.GetValue(YesOption));
            await prepared.CommitAsync(new InstallationConsent(consent, request.Policy).ForInstallation(prepared), cancellationToken).ConfigureAwait(false);
        }
    }

    // Without --locked the same version is resolved anew where the closure is no longer the recorded one. Other bytes
    // under the same name are never taken.
    private async Task<PreparedInstallation> PrepareAsync(PluginStore store, PackageRequest request, LockedPlugin plugin, ParseResult arguments, CancellationToken cancellationToken)
    {
        PackageInstaller installer = new(store);
        try
        {
            return await installer.PrepareAsync(request, new RestoreLog(Terminal, arguments.GetValue(JsonOption)), cancellationToken).ConfigureAwait(false);
        }
        catch (PluginException different) when (!arguments.GetValue(LockedOption) && different.Code == PluginErrorCode.LockMismatch)
        {
            PreparedInstallation prepared = await installer.PrepareAsync(request with { Locked = null, Version = plugin.Version }, null, cancellationToken).ConfigureAwait(false);
            if (prepared.Closure.Any(package => plugin.Packages.Any(known => known.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase) && known.Version == package.Version && known.Sha512 != package.Sha512)))
            {
                await prepared.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            foreach (string line in LockChanges.Packages(plugin.Packages, prepared.Closure))
            {
                Terminal.Error.WriteLine($"    {line}");
            }

            return prepared;
        }
    }
}
