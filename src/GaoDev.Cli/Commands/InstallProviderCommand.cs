using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Cli.Commands;

/// <summary>
/// <c>gao-dev plugins install-provider</c>: restores a package, shows what it is and asks for, and installs it once that
/// is allowed. Nothing of the plugin runs.
/// </summary>
internal sealed class InstallProviderCommand : StoreCommand
{
    public InstallProviderCommand(Terminal terminal)
        : base("install-provider", "Installs a provider package, after showing what it asks for.", terminal)
    {
        Arguments.Add(PackageArgument);
        Feeds.AddTo(this);
        Options.Add(YesOption);
    }

    public Argument<string> PackageArgument { get; } = new("package") { Description = "A package id, id@version, or the path of a .nupkg file." };

    public FeedOptions Feeds { get; } = new();

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Allow what the plugin asks for without being asked." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginManager manager = ToolManager.Open();
        PackageRequest request = Feeds.Apply(PackageArguments.Read(arguments.GetRequiredValue(PackageArgument)), arguments);
        RestoreLog progress = new(Terminal);
        PreparedInstallation prepared = await new PackageInstaller(StoreOf(manager, arguments)).PrepareAsync(request, progress, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            progress.Complete();
            InstallationCard.Write(Terminal.ErrorConsole, prepared);
            new Consent(Terminal, arguments.GetValue(YesOption)).Require(
                "Install and allow this?", prepared.PackageId, "Read what it asks for above; if that is right, add --yes.");
            InstalledPlugin installed = await prepared.CommitAsync(InstallationApproval.OfAll(prepared, Environment.UserName, DateTimeOffset.UtcNow), cancellationToken).ConfigureAwait(false);
            if (arguments.GetValue(JsonOption))
            {
                Terminal.Output.WriteLine(JsonOutput.Write(InstallationJson.Of(installed)));
            }
            else
            {
                Terminal.Error.WriteLine($"  {installed.PackageId} {installed.Version} installed for you.   gao-dev run \"…\" --provider {installed.Providers[0].Name}");
            }
        }

        return ExitCode.Done;
    }
}
