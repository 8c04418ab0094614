using System.CommandLine;
using GaoDev.Cli.Rendering;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins</c>: what is installed, and what may be.</summary>
internal sealed class PluginsCommand : Command
{
    public PluginsCommand(Terminal terminal)
        : base("plugins", "Installs, lists, checks and removes providers.")
    {
        Subcommands.Add(new ListProvidersCommand(terminal));
        Subcommands.Add(new ShowProviderCommand(terminal));
        Subcommands.Add(new ValidateProviderCommand(terminal));
        Subcommands.Add(new InstallProviderCommand(terminal));
        Subcommands.Add(new UninstallProviderCommand(terminal));
        Subcommands.Add(new UpdateProviderCommand(terminal));
        Subcommands.Add(ProviderStateCommand.Disable(terminal));
        Subcommands.Add(ProviderStateCommand.Enable(terminal));
        Subcommands.Add(new OutdatedCommand(terminal));
        Subcommands.Add(new RestoreCommand(terminal));
        Subcommands.Add(new BundleCommand(terminal));
        Subcommands.Add(new GrantCommand(terminal));
        Subcommands.Add(new RevokeCommand(terminal));
        Subcommands.Add(new RollbackCommand(terminal));
        Subcommands.Add(new VerifyCommand(terminal));
        Subcommands.Add(new CollectCommand(terminal));
    }
}
