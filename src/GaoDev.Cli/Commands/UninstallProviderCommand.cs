using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins uninstall-provider</c>: removes the package that brought a provider.</summary>
internal sealed class UninstallProviderCommand : StoreCommand
{
    public UninstallProviderCommand(Terminal terminal)
        : base("uninstall-provider", "Removes an installed provider.", terminal) => Arguments.Add(NameArgument);

    public Argument<string> NameArgument { get; } = new("name") { Description = "The provider's name, or its package's id." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetRequiredValue(NameArgument);
        ProviderPluginManager manager = ToolManager.Open();
        (PluginStore store, _) = Find(manager, arguments, name);
        InstalledPlugin removed = await store.UninstallAsync(name, cancellationToken).ConfigureAwait(false);
        Record(manager, store);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write(InstallationJson.Of(removed)));
        }
        else
        {
            Terminal.Error.WriteLine($"{removed.PackageId} {removed.Version} uninstalled.");
        }

        return ExitCode.Done;
    }
}
