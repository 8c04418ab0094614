using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Cli.Commands;

/// <summary>
/// <c>gao-dev plugins install-provider</c>: restores a package, shows what it is and asks for, and installs it once that
/// is allowed. Nothing of the plugin runs.
/// </summary>
internal sealed class InstallProviderCommand : ToolCommand
{
    public InstallProviderCommand(Terminal terminal)
        : base("install-provider", "Installs a provider package, after showing what it asks for.", terminal)
    {
        Arguments.Add(PackageArgument);
        Options.Add(SourceOption);
        Options.Add(PrereleaseOption);
        Options.Add(YesOption);
        Options.Add(WithoutConfinementOption);
    }

    public Argument<string> PackageArgument { get; } = new("package") { Description = "A package id, id@version, or the path of a .nupkg file." };

    public Option<string[]> SourceOption { get; } = new("--source") { Description = "A NuGet source to use in place of the configured ones. May be given several times.", HelpName = "address or folder" };

    public Option<bool> PrereleaseOption { get; } = new("--prerelease") { Description = "The latest version may be a pre-release." };

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Allow what the plugin asks for without being asked." };

    public Option<bool> WithoutConfinementOption { get; } = new("--without-confinement") { Description = "Let this plugin run with all your rights and your keys in its hands, in place of a sandbox." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginManager manager = ToolManager.Open();
        PackageRequest request = PackageArguments.Read(arguments.GetRequiredValue(PackageArgument)) with
        {
            Sources = arguments.GetValue(SourceOption) ?? [],
            IncludePrerelease = arguments.GetValue(PrereleaseOption),
        };
        RestoreLog progress = new(Terminal);
        PreparedInstallation prepared = await manager.PrepareInstallationAsync(request, progress, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            progress.Complete();
            InstallationCard.Write(Terminal.ErrorConsole, prepared, isConfined: !arguments.GetValue(WithoutConfinementOption));
            Approve(prepared, arguments.GetValue(YesOption));
            InstalledPlugin installed = await prepared.CommitAsync(InstallationApproval.OfAll(prepared, Environment.UserName, DateTimeOffset.UtcNow, arguments.GetValue(WithoutConfinementOption)), cancellationToken).ConfigureAwait(false);
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

    private void Approve(PreparedInstallation prepared, bool yes)
    {
        if (yes)
        {
            return;
        }

        if (!Terminal.CanAsk)
        {
            throw new PluginException(
                PluginErrorCode.ApprovalDeclined,
                $"{prepared.PackageId} was not installed: nobody is there to allow what it asks for.",
                "Read what it asks for above; if that is right, add --yes.",
                prepared.PackageId);
        }

        Terminal.Error.Write("  Install and allow this? [y/N] ");
        if (Terminal.Input.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new PluginException(PluginErrorCode.ApprovalDeclined, $"{prepared.PackageId} was not installed: it was not allowed.", plugin: prepared.PackageId);
        }
    }
}
