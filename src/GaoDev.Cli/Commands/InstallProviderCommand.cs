using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

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
        Options.Add(LinkOption);
        Feeds.AddTo(this);
        Options.Add(YesOption);
        Options.Add(WithoutConfinementOption);
    }

    public Argument<string> PackageArgument { get; } = new("package") { Description = "A package id, id@version, or the path of a .nupkg file." };

    public Option<bool> LinkOption { get; } = new("--link") { Description = "Use a folder with a built plugin as it is at each start, and not as it is now: for its author." };

    public FeedOptions Feeds { get; } = new();

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Allow what the plugin asks for without being asked." };

    public Option<bool> WithoutConfinementOption { get; } = new("--without-confinement") { Description = "Let this plugin run with all your rights and your keys in its hands, in place of a sandbox." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginManager manager = ToolManager.Open();
        PackageRequest request = Feeds.Apply(PackageArguments.Read(arguments.GetRequiredValue(PackageArgument)), arguments) with { IsLink = arguments.GetValue(LinkOption) };
        if (request.IsLink && request.Kind != PackageKind.Folder)
        {
            Terminal.Error.WriteLine("--link is for a folder with a built plugin, such as ./bin/Debug/net10.0.");
            return ExitCode.Usage;
        }

        PluginStore store = StoreOf(manager, arguments);
        RestoreLog progress = new(Terminal, arguments.GetValue(JsonOption));
        PreparedInstallation prepared = await new PackageInstaller(store).PrepareAsync(request, progress, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            progress.Complete();
            bool unconfined = arguments.GetValue(WithoutConfinementOption);
            InstallationCard.Write(Terminal, prepared, isConfined: !unconfined, arguments.GetValue(JsonOption));
            Consent consent = new(Terminal, arguments.GetValue(YesOption));
            InstallationApproval approval = new InstallationConsent(consent, request.Policy).ForInstallation(prepared) with { Unconfined = unconfined };
            InstalledPlugin installed = await prepared.CommitAsync(approval, cancellationToken).ConfigureAwait(false);
            Record(manager, store);
            if (arguments.GetValue(JsonOption))
            {
                Terminal.Output.WriteLine(JsonOutput.Write(InstallationJson.Of(installed)));
            }
            else
            {
                Terminal.Error.WriteLine($"  {installed.PackageId} {installed.Version} {(installed.Link is null ? "installed" : "linked")} for {(arguments.GetValue(ProjectOption) ? "this project" : "you")}.   gao-dev run \"…\" --provider {installed.Providers[0].Name}");
            }
        }

        return ExitCode.Done;
    }
}
