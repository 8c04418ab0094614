using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary>
/// <c>gao-dev plugins update-provider</c>: installs the newest version of one plugin or of all, showing and asking for
/// what is asked for beyond what was allowed.
/// </summary>
internal sealed class UpdateProviderCommand : StoreCommand
{
    public UpdateProviderCommand(Terminal terminal)
        : base("update-provider", "Updates one installed provider, or all.", terminal)
    {
        Arguments.Add(NameArgument);
        Options.Add(AllOption);
        Options.Add(DryRunOption);
        Feeds.AddTo(this);
        Options.Add(YesOption);
    }

    public Argument<string?> NameArgument { get; } = new("name") { Description = "The provider's name or its package's id, and @version where another one is wanted.", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool> AllOption { get; } = new("--all") { Description = "Update every installed provider." };

    public Option<bool> DryRunOption { get; } = new("--dry-run") { Description = "Show what would change, and change nothing." };

    public FeedOptions Feeds { get; } = new();

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Allow what an update asks for beyond what was allowed." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? name = arguments.GetValue(NameArgument);
        if (name is null != arguments.GetValue(AllOption))
        {
            Terminal.Error.WriteLine("Name one provider, or give --all.");
            return ExitCode.Usage;
        }

        ProviderPluginManager manager = ToolManager.Open();
        List<UpdateResultJson> results = [];
        ExitCode worst = ExitCode.Done;
        foreach ((PluginStore store, InstalledPlugin plugin, string? version) in Choose(manager, arguments, name))
        {
            try
            {
                results.Add(await UpdateAsync(store, plugin, version, arguments, cancellationToken).ConfigureAwait(false));
            }
            catch (PluginException failure) when (name is null)
            {
                // One that cannot be updated does not keep the others from it.
                ErrorReport report = ErrorReport.For(failure)!;
                Terminal.Report(report, arguments.GetValue(JsonOption));
                worst = report.ExitCode;
            }
        }

        if (manager.ProjectStore is { } project && ProjectLockFile.Read(Environment.CurrentDirectory) is not null && !arguments.GetValue(DryRunOption))
        {
            Record(manager, project);
        }

        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<UpdateResultJson>>(results));
        }

        return worst;
    }

    private List<(PluginStore, InstalledPlugin, string?)> Choose(ProviderPluginManager manager, ParseResult arguments, string? name)
    {
        if (name is null)
        {
            PluginStore store = StoreOf(manager, arguments);
            return [.. store.Read().Where(plugin => !PluginUpdates.CameFromAFile(plugin)).Select(plugin => (store, plugin, (string?)null))];
        }

        string[] parts = name.Split('@', 2);
        (PluginStore found, InstalledPlugin installed) = Find(manager, arguments, parts[0]);
        return [(found, installed, parts.Length == 2 ? parts[1] : null)];
    }

    private async Task<UpdateResultJson> UpdateAsync(
        PluginStore store, InstalledPlugin plugin, string? version, ParseResult arguments, CancellationToken cancellationToken)
    {
        PackageRequest options = Feeds.Apply(new PackageRequest { Package = plugin.PackageId, Version = version, WorkingDirectory = Environment.CurrentDirectory }, arguments);
        PreparedInstallation prepared = await new PackageInstaller(store)
            .PrepareAsync(PluginUpdates.Request(plugin, options), null, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            if (prepared.IsInstalled)
            {
                Terminal.Error.WriteLine($"  {plugin.PackageId} {plugin.Version} is up to date.");
                return new UpdateResultJson(plugin.PackageId, plugin.Version, plugin.Version, Changed: false, []);
            }

            UpdateCard.Write(Terminal.ErrorConsole, plugin, prepared);
            IReadOnlyList<PermissionJson> added = [.. prepared.Changes!.Added.Select(change => PermissionJson.Of(change.Permission))];
            if (arguments.GetValue(DryRunOption))
            {
                return new UpdateResultJson(plugin.PackageId, plugin.Version, prepared.Version, Changed: false, added);
            }

            Consent consent = new(Terminal, arguments.GetValue(YesOption));
            InstallationApproval approval = new InstallationConsent(consent, options.Policy).ForUpdate(prepared);
            InstalledPlugin updated = await prepared.CommitAsync(approval, cancellationToken).ConfigureAwait(false);
            Terminal.Error.WriteLine($"  {updated.PackageId} {updated.Version} installed.   gao-dev plugins rollback takes it back.");
            return new UpdateResultJson(plugin.PackageId, plugin.Version, updated.Version, Changed: true, added);
        }
    }
}
