using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary>
/// <c>gao-dev plugins disable-provider</c> and <c>enable-provider</c>: says in the lock file whether an installed plugin
/// may run. What runs goes on to its end.
/// </summary>
internal sealed class ProviderStateCommand : StoreCommand
{
    private readonly PluginState state;

    private ProviderStateCommand(string name, string description, PluginState state, Terminal terminal)
        : base(name, description, terminal)
    {
        this.state = state;
        Arguments.Add(NameArgument);
    }

    public Argument<string> NameArgument { get; } = new("name") { Description = "The provider's name, or its package's id." };

    public static ProviderStateCommand Disable(Terminal terminal) =>
        new("disable-provider", "Keeps an installed provider from running, without removing it.", PluginState.Disabled, terminal);

    public static ProviderStateCommand Enable(Terminal terminal) =>
        new("enable-provider", "Lets an installed provider that was disabled run again.", PluginState.Enabled, terminal);

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetRequiredValue(NameArgument);
        ProviderPluginManager manager = ToolManager.Open();
        if (manager.Factory.ProviderExists(name) && manager.GetProvider(name).Package is null)
        {
            Terminal.Error.WriteLine($"'{name}' is not installed but built in. Name it in plugins.disabled of the configuration, or take it out of there.");
            return ExitCode.Usage;
        }

        (PluginStore store, InstalledPlugin plugin) = Find(manager, arguments, name);
        InstalledPlugin amended = await store.AmendAsync(plugin.PackageId, current => current with { State = state }, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write(InstallationJson.Of(amended)));
        }
        else
        {
            Terminal.Error.WriteLine($"  {amended.PackageId} {amended.Version} {(state == PluginState.Enabled ? "enabled" : "disabled")}.");
        }

        return ExitCode.Done;
    }
}
